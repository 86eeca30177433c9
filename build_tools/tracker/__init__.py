"""Achievements, commitments and the links between them: records, checks and results."""
