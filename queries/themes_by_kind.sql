-- title: As what each theme is raised
-- row: one theme raised as one kind of point
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column kind: text · achievement, challenge, recommendation or position
-- column count: integer, units · how many of the unit raise the theme as this kind
-- column total: integer, units · how many of the unit raise the theme, whatever the kind; a text can raise it as several
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions that raise the theme, whatever the kind and the unit
WITH units AS (
    SELECT theme_id, kind, submission_id, submission_id AS unit FROM selected_points WHERE $unit = 'submissions'
    UNION ALL
    SELECT theme_id, kind, submission_id, point_id FROM selected_points WHERE $unit = 'points'
    UNION ALL
    SELECT p.theme_id, p.kind, p.submission_id, e.organisation_id
    FROM selected_points p JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
),
totals AS (
    SELECT theme_id, count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions FROM units GROUP BY ALL
),
counted AS (
    SELECT theme_id, kind, count(DISTINCT unit) AS count FROM units GROUP BY ALL
)
SELECT c.theme_id, h.title AS theme, h.family, c.kind, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share, t.submissions
FROM counted c
JOIN totals t USING (theme_id)
JOIN themes h USING (theme_id)
ORDER BY t.total DESC, h.title, c.kind
