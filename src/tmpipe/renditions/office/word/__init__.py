"""WordprocessingML (ECMA-376, part 1, transitional): styles, body, numbering, package and template."""
