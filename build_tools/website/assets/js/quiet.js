/* The theme's script would ask each other edition's address for a sitemap, which on a copy of the
   site is another site. It looks for links whose relation is "alternate" and nothing else. */
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate edition";
