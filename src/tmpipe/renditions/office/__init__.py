"""What documents of office programs are made of: runs of text, notes at the foot, list labels, archives."""
