"""Rules that undo what a web page or a PDF did to the layout of its text."""
