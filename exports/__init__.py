"""Rows in, file out: CSV, Excel, JSON and Parquet that open rightly, run nothing and say what they hold."""

from exports.about import Provenance
from exports.files import TooManyRows
from exports.formats import FORMATS, TABLE_FORMATS, export, file_name

__all__ = ["FORMATS", "TABLE_FORMATS", "Provenance", "TooManyRows", "export", "file_name"]
