"""The report to take away: PDF and EPUB."""
