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
WITH raised AS (
    SELECT theme_key AS part, kind AS id, submission_key, first_as_kind AS is_first FROM selected_point_keys
),
parts AS (
    SELECT theme_key AS part, submission_key FROM selected_point_keys WHERE first_on_theme
),
-- with counted_by_part
SELECT h.theme_id, h.title AS theme, h.family, c.id AS kind, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share,
       t.submissions
FROM counted c
JOIN totals t USING (part)
JOIN themes h ON h.theme_key = c.part
ORDER BY t.total DESC, h.title, c.id
