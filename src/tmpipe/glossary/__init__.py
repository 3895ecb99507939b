"""The controlled glossary: its table, the terms of a segment, and the judgement of a translation."""
