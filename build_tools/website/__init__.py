"""From staged pages to the published site."""
