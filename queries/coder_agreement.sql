-- title: To how many submissions two automated coders, working independently, gave each theme
-- row: one theme with one kind of point, or one theme with any kind
-- columns: theme_id, theme, kind, a, b, both, total
-- column kind: text · achievement, challenge, recommendation or position; any means all kinds together
-- column a: integer, submissions · number of submissions to which coder A gave it
-- column b: integer, submissions · number of submissions to which coder B gave it
-- column both: integer, submissions · number of submissions to which both coders gave it
-- column total: integer, submissions · number of submissions that both coders read
WITH given AS (
    SELECT theme_id, kind, submission_id, bool_or(coder = 'A') AS a, bool_or(coder = 'B') AS b
    FROM double_coding
    GROUP BY ALL
),
counted AS (
    SELECT theme_id, kind, count(*) FILTER (a) AS a, count(*) FILTER (b) AS b, count(*) FILTER (a AND b) AS both
    FROM given
    GROUP BY ALL
    UNION ALL
    SELECT theme_id, 'any' AS kind, count(*) FILTER (a) AS a, count(*) FILTER (b) AS b,
           count(*) FILTER (a AND b) AS both
    FROM (SELECT theme_id, submission_id, bool_or(a) AS a, bool_or(b) AS b FROM given GROUP BY ALL)
    GROUP BY ALL
)
SELECT t.theme_id, t.title AS theme, k.kind, coalesce(n.a, 0) AS a, coalesce(n.b, 0) AS b, coalesce(n.both, 0) AS both,
       (SELECT count(DISTINCT submission_id) FROM double_coding) AS total
FROM themes t
CROSS JOIN (VALUES ('any'), ('achievement'), ('challenge'), ('recommendation'), ('position')) k (kind)
LEFT JOIN counted n ON n.theme_id = t.theme_id AND n.kind = k.kind
ORDER BY t.title, k.kind
