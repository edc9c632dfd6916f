"""Exports rows as CSV, Excel, JSON and Parquet files with their provenance and without active content."""

from exports.formats import FORMATS, TABLE_FORMATS, export, file_name
from exports.label_columns import labelled
from exports.provenance import Provenance
from exports.writers import TooManyRows
