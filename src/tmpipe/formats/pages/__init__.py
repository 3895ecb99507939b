"""Printed pages: what stands where on them, and in which order it is read."""
