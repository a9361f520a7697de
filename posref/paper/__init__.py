"""Sheets: pure data, composed, flowed and, in one place, painted."""
