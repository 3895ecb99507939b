"""A document as data for the typesetter, and what becomes of it on the page (`*.typ`, `fonts`)."""
