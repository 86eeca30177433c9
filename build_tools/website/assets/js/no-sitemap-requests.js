/* Keeps the theme's script from fetching each other edition's sitemap, which on a copy of the site is
   on another site. The script looks for links whose relation is "alternate" and nothing else. */
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate edition";
