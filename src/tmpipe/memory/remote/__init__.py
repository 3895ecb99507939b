"""What the memory on a server stands on."""
