"""Exports rows as CSV, Excel, JSON and Parquet files with their provenance and without active content."""

from exports.formats import FORMATS, TABLE_FORMATS, export
from exports.provenance import Provenance, file_name, labelled
from exports.writers import TooManyRows
