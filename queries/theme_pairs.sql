-- title: Which themes are raised together
-- row: two themes that selected points are on, each pair once
-- column theme_id: text · the one theme
-- column theme: text · its title
-- column other_theme_id: text · the other theme
-- column other_theme: text · its title
-- column count: integer, submissions · submissions that raise both, in the same point or in different ones
-- column submissions: integer, submissions · submissions that raise the one
-- column other_submissions: integer, submissions · submissions that raise the other
-- column total: integer, submissions · submissions the selection holds
-- column expected: number, submissions · how many would raise both if the two had nothing to do with each other: submissions times other_submissions by total
-- column lift: number · count by expected: how many times as often the two are raised together as would be expected; empty where fewer than 5 are expected, too few to tell
WITH raised AS (
    SELECT theme_key, submission_key FROM selected_point_keys WHERE first_on_theme
),
sizes AS (
    SELECT theme_key, count(*) AS submissions FROM raised GROUP BY ALL
),
named AS (
    SELECT theme_key, theme_id, title, submissions FROM sizes JOIN themes USING (theme_key)
),
together AS (
    SELECT a.theme_key, b.theme_key AS other_theme_key, count(*) AS count
    FROM raised a JOIN raised b ON a.submission_key = b.submission_key AND a.theme_key < b.theme_key
    GROUP BY ALL
),
pairs AS (
    SELECT a.theme_id, a.title AS theme, b.theme_id AS other_theme_id, b.title AS other_theme, coalesce(t.count, 0) AS count,
           a.submissions, b.submissions AS other_submissions, (SELECT count(*) FROM selected_submissions) AS total
    FROM named a
    JOIN named b ON a.theme_id < b.theme_id
    LEFT JOIN together t
           ON t.theme_key = least(a.theme_key, b.theme_key) AND t.other_theme_key = greatest(a.theme_key, b.theme_key)
)
SELECT p.theme_id, p.theme, p.other_theme_id, p.other_theme,
       p.count, p.submissions, p.other_submissions, p.total,
       round(p.submissions * p.other_submissions / p.total, 1) AS expected,
       CASE WHEN p.submissions * p.other_submissions >= 5 * p.total
            THEN round(p.count * p.total / (p.submissions * p.other_submissions), 1) END AS lift
FROM pairs p
ORDER BY p.submissions * p.other_submissions >= 5 * p.total DESC, p.count * p.total / (p.submissions * p.other_submissions) DESC,
         p.count DESC, p.theme, p.other_theme
