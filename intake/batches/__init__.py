"""Batches: rows that come in files of any kind, read into one form, given out as workbooks, and marked where wrong."""
