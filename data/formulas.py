"""Text that a spreadsheet would run as a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""How such a text begins. Our exports lead it by an apostrophe; batches are read without that."""
