-- The kinds of point, each with a bit of its own, so that several fit into one number.
SELECT kind, 1 << (row_number() OVER (ORDER BY kind) - 1) AS kind_bit
FROM (SELECT DISTINCT kind FROM points)
ORDER BY kind
