"""New rows for the tables: batches by spreadsheet, and proposals from documents and web pages. Imports `data` only."""
