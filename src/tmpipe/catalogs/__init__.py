"""Gettext catalogs: read, write, update."""
