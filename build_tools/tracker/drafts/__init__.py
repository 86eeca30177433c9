"""A tracker drafted from the text, for an editor to read."""
