-- title: The tables of the data set
-- row: one table
-- column table_name: text · the table
-- column row_count: integer, rows · its rows
-- column sha256: text · SHA-256 of its CSV file
SELECT table_name, row_count, sha256 FROM source_tables ORDER BY table_name
