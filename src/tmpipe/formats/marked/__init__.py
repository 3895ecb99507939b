"""What the Markdown format is made of."""
