"""Forms of a report, for people and for CI systems."""
