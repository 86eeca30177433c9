"""The terms and their English: records, checks, and their places in the text."""
