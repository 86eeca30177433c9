"""Conversion between traditional and simplified script, with a ledger of doubtful characters."""
