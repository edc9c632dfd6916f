"""Rows in, file out: CSV, Excel and JSON that open rightly and run nothing."""

from exports.files import FORMATS, Provenance, export, file_name

__all__ = ["FORMATS", "Provenance", "export", "file_name"]
