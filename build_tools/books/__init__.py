"""The report as books: PDF and EPUB."""
