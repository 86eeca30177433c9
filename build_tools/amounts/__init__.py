"""Amounts in texts: value, unit, bound and basis."""
