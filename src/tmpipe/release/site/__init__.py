"""The pages of a release: static, without requests to elsewhere, readable from a folder."""
