"""Releases: localized documents as a site, with states and checksums; and their verified download."""
