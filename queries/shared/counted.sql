-- How many submissions, organisations and points raise what, and how many units do of how many: reads the tables of themes_raised.sql
-- or its like and the parameter unit; gives measured (id, submissions, organisations, points, count, total).
counted AS (
    SELECT id, count(*) FILTER (is_first) AS submissions, count(*) AS points FROM raised GROUP BY ALL
),
behind AS (
    SELECT e.organisation_key, s.word, bit_or(s.bits) AS bits
    FROM said s JOIN selected_signatory_keys e USING (submission_key)
    GROUP BY ALL
),
parties AS (
    SELECT p.id, count(*) AS organisations FROM behind b JOIN places p USING (word) WHERE (b.bits & p.bit) <> 0 GROUP BY ALL
),
totals AS (
    SELECT count(*) AS total FROM selected_submissions HAVING $unit = 'submissions'
    UNION ALL
    SELECT count(DISTINCT organisation_key) FROM selected_signatory_keys HAVING $unit = 'organisations'
    UNION ALL
    SELECT count(*) FROM selected_point_keys HAVING $unit = 'points'
),
measured AS (
    SELECT c.*, coalesce(b.organisations, 0) AS organisations, t.total,
           CASE $unit WHEN 'points' THEN c.points WHEN 'organisations' THEN coalesce(b.organisations, 0) ELSE c.submissions END AS count
    FROM counted c
    LEFT JOIN parties b USING (id)
    CROSS JOIN totals t
)
