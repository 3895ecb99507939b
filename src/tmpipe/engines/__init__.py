"""Machine translation engines, one file each."""
