"""What our pages say themselves: English in the code, other languages in gettext catalogs."""
