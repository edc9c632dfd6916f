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
WITH
-- with themes_raised,
themes_said AS (
    SELECT t.id AS theme_key, count(*) FILTER (t.is_first) AS submissions, count(*) AS points FROM raised t GROUP BY ALL
),
kinds_said AS (
    SELECT theme_key, kind, count(*) FILTER (first_as_kind) AS submissions, count(*) AS points FROM selected_point_keys GROUP BY ALL
),
said_as AS (
    SELECT kind, submission_key, word, bits FROM said_bits WHERE what = 'theme' AND kind <> 'any' -- unless theme, family, claim, kind, action_line, sdg
    SELECT kind, submission_key, word, bits FROM said_bits WHERE what = 'theme' AND list_contains($kind, kind) -- when kind unless theme, family, claim, action_line, sdg
    SELECT kind, submission_key, theme_key // 60 AS word, 1::BIGINT << (theme_key % 60) AS bits FROM selected_point_keys WHERE first_as_kind -- when theme, family, claim, action_line, sdg
),
behind_kinds AS (
    SELECT s.kind, e.organisation_key, s.word, bit_or(s.bits) AS bits
    FROM said_as s JOIN selected_signatory_keys e USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
behind AS (
    SELECT organisation_key, word, bit_or(bits) AS bits FROM behind_kinds GROUP BY ALL
),
counted AS (
    SELECT theme_key, kind, CASE $unit WHEN 'points' THEN points ELSE submissions END AS count FROM kinds_said WHERE $unit <> 'organisations'
    UNION ALL
    SELECT p.id, b.kind, count(*) FROM behind_kinds b JOIN places p USING (word) WHERE (b.bits & p.bit) <> 0 GROUP BY ALL
),
totals AS (
    SELECT theme_key, CASE $unit WHEN 'points' THEN points ELSE submissions END AS total FROM themes_said WHERE $unit <> 'organisations'
    UNION ALL
    SELECT p.id, count(*) FROM behind b JOIN places p USING (word) WHERE (b.bits & p.bit) <> 0 GROUP BY ALL
)
SELECT h.theme_id, h.title AS theme, h.family, c.kind, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share,
       s.submissions
FROM counted c
JOIN totals t USING (theme_key)
JOIN themes_said s USING (theme_key)
JOIN themes h USING (theme_key)
ORDER BY t.total DESC, h.title, c.kind
