"""Text that a spreadsheet would run as a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""The first characters of such text. Our exports put an apostrophe before it, which the reading of batches drops."""
