"""tmpipe: documents, catalogs, a memory and a glossary, from sentences to localized documents."""

__version__ = "0.1.0"
