"""What the formats share that are archives of XML: DOCX and ODT."""
