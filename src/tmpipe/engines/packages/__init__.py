"""Argos packages: which there are, and how they come and go."""
