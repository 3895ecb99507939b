"""What is done around any engine, so that its translations are useful or absent."""
