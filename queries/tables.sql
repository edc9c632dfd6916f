-- title: The tables of the data set
-- row: one table
-- column table_name: text · name of the table
-- column row_count: integer, rows · number of rows in the table
-- column sha256: text · SHA-256 checksum of the table's CSV file
SELECT table_name, row_count, sha256 FROM source_tables ORDER BY table_name
