"""Rows in, file out: CSV, Excel, JSON and Parquet that open rightly, run nothing and say what they hold."""

from exports.formats import FORMATS, TABLE_FORMATS, export, file_name
from exports.provenance import Provenance
from exports.writers import TooManyRows

__all__ = ["FORMATS", "TABLE_FORMATS", "Provenance", "TooManyRows", "export", "file_name"]
