"""OpenDocument text (OASIS ODF 1.2 and 1.3): styles, body, package and template."""
