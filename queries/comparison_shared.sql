-- title: Which submissions belong to several sides of a comparison
-- row: one selected submission of two sides or more, newest first; those without a date come last
-- parameters: by, ids
-- columns: submission_id, title, sides, shared_by, stage, submitted_on, date_precision, points, reporter
-- column sides: text · ids of the sides that the submission belongs to, separated by semicolons
-- column shared_by: integer · number of these sides
-- column stage: text · title of the stage that the submission answers to
-- column points: integer, points · number of selected points of the submission
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
shared AS (
    SELECT submission_key, string_agg(side, '; ' ORDER BY position) AS sides, count(*) AS shared_by
    FROM members
    GROUP BY ALL
    HAVING count(*) > 1
),
made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL)
SELECT s.submission_id, s.title, h.sides, h.shared_by, g.title AS stage, s.submitted_on, s.date_precision,
       coalesce(m.points, 0) AS points, CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter
FROM shared h
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
LEFT JOIN made m USING (submission_key)
ORDER BY s.list_place
