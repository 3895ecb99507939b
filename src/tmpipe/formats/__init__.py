"""One document format a file, `read` <-> `write`."""
