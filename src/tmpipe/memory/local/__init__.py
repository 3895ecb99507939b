"""What the memory in a file stands on."""
