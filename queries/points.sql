-- title: The points that submissions make
-- row: one point that a selected submission makes
-- column point_id: text · the point
-- column submission_id: text · the submission that makes it
-- column summary: text · what it says, in the coders' words
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · its theme
-- column theme: text · that theme's title
-- column claim_id: text · the claim it makes; empty where none fits
-- column claim: text · that claim's title
-- column action_lines: text · action lines it cites, separated by semicolons
-- column sdgs: text · goals it cites, separated by semicolons
-- column submission: text · the submission's title
-- column authors: text · its authors, separated by semicolons
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; of a year or month only the days in the time of its stage are possible, if there are any; empty where undated
-- column source_url: text · the page the point was read on
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT * FROM selected_points
    {{ "ORDER BY point_key LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
),
{% include "shared/authors.sql" %},
lines AS (
    SELECT point_key, string_agg(action_line_id, '; ' ORDER BY length(action_line_id), action_line_id) AS action_lines
    FROM point_action_lines
    WHERE point_key IN (SELECT point_key FROM listed)
    GROUP BY ALL
),
goals AS (
    SELECT point_key, string_agg(sdg::VARCHAR, '; ' ORDER BY sdg) AS sdgs
    FROM point_sdgs
    WHERE point_key IN (SELECT point_key FROM listed)
    GROUP BY ALL
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT p.point_id, p.submission_id, p.summary, p.kind, p.theme_id, t.title AS theme, p.claim_id, c.title AS claim,
       l.action_lines, g.sdgs, s.title AS submission, a.authors, s.stage_id, st.title AS stage, s.submitted_on,
       s.date_precision, p.source_url
FROM listed p
JOIN submissions s ON s.submission_key = p.submission_key
JOIN stages st ON st.stage_id = s.stage_id
JOIN themes t ON t.theme_id = p.theme_id
LEFT JOIN claims c ON c.claim_id = p.claim_id
LEFT JOIN authors a ON a.submission_key = p.submission_key
LEFT JOIN lines l ON l.point_key = p.point_key
LEFT JOIN goals g ON g.point_key = p.point_key
ORDER BY p.point_key
{% endif %}
