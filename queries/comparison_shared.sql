-- title: Which submissions several of the sides wrote or signed
-- row: one selected submission that is of two sides or more, newest first, undated last
-- parameters: by, ids
-- columns: submission_id, title, sides, shared_by, stage, submitted_on, date_precision, points
-- column sides: text · the sides it is of, separated by semicolons
-- column shared_by: integer · how many sides that is
-- column stage: text · the stage it answers to
-- column points: integer, points · its selected points
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
       coalesce(m.points, 0) AS points
FROM shared h
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
LEFT JOIN made m USING (submission_key)
ORDER BY s.list_place
