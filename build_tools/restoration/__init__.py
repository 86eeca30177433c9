"""Restores the text behind a damaged page. Nothing here depends on a publication."""
