"""tmpipe's version: what every room may know, and the package itself says."""

__version__ = "0.1.0"
