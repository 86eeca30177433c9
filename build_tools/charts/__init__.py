"""Charts, drawn by matplotlib when the site is built, as SVG that stands inline in a page."""
