"""Models that run here: tokens in, tokens out."""
