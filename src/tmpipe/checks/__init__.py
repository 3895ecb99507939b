"""Checks, one theme a file; a check is a function."""
