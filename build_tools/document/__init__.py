"""The report as parts, sections, items and sentences with stable ids."""
