"""Charts as SVG inside the pages, drawn when the site is built."""
