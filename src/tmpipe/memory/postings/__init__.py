"""The file of a candidate index: how it is made, how it is laid out, how a look-up reads it."""
