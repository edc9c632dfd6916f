-- title: The columns of the tables
-- row: one column of a table, in the order of its CSV file
-- column table_name: text · name of the table
-- column column_name: text · name of the column
-- column type: text · type of the column in the database
-- column required: boolean · whether every row has a value
-- column meaning: text · what the column contains, if its name does not say it
SELECT c.table_name, c.column_name, lower(c.data_type) AS type, NOT c.is_nullable AS required, c.comment AS meaning
FROM duckdb_columns() c
JOIN source_tables t ON t.table_name = c.table_name
WHERE c.database_name = current_database() AND coalesce(c.comment, '') NOT LIKE 'Derived%'
ORDER BY c.table_name, c.column_index
