"""What reading and writing bilingual files stands on."""
