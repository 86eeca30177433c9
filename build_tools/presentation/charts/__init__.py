"""Charts, drawn when the site is built, as SVG that stands inline in a page."""
