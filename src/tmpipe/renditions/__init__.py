"""Localized documents for readers."""
