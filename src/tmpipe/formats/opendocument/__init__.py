"""What OpenDocument's XML says, and how a changed paragraph is written in it."""
