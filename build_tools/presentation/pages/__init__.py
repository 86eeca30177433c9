"""Pages: a pure function from the resolved publication to Markdown, for each edition."""
