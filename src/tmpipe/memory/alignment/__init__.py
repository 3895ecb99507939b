"""What `memory.align` stands on: traits, lexicons, evidence, and the lattice of all alignments."""
