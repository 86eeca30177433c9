"""The terms and their English: records, checks, and where they stand."""
