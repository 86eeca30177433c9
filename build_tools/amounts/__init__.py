"""Amounts as text has them: value, unit, bound and basis."""
