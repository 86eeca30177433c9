"""The resolved publication as Markdown pages: words, templates, charts, citations."""
