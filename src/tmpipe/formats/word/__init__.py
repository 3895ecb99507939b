"""What a DOCX is made of (ECMA-376, part 1): its members, its styles, its paragraphs and their runs."""
