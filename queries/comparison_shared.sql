-- title: Which texts several of the sides stand behind
-- row: one selected submission that is of two sides or more, newest first, undated last
-- parameter by: organisation | group | stage · what the sides are
-- parameter ids: text · the sides' ids, separated by commas; unknown ones are left out
-- column submission_id: text · the submission
-- column title: text · its title
-- column sides: text · the sides it is of, separated by semicolons
-- column shared_by: integer · how many sides that is
-- column stage: text · the stage it answers to
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; empty where undated
-- column points: integer, points · its selected points
WITH named AS (
    SELECT organisation_id AS side_id, label AS side FROM organisations WHERE $by = 'organisation'
    UNION ALL
    SELECT DISTINCT stakeholder_group, stakeholder_group FROM organisations WHERE $by = 'group'
    UNION ALL
    SELECT stage_id, title FROM stages WHERE $by = 'stage'
),
asked AS (
    SELECT unnest(string_split($ids, ',')) AS side_id, generate_subscripts(string_split($ids, ','), 1) AS position
),
members AS (
    SELECT DISTINCT submission_id, CASE $by WHEN 'group' THEN stakeholder_group ELSE organisation_id END AS side_id
    FROM selected_signatories
    WHERE $by <> 'stage'
      AND ($by = 'organisation' OR list_contains($organisation, organisation_id)) -- when organisation
    UNION ALL
    SELECT submission_id, stage_id FROM selected_submissions WHERE $by = 'stage'
),
shared AS (
    SELECT m.submission_id, string_agg(n.side, '; ' ORDER BY a.position) AS sides, count(*) AS shared_by
    FROM asked a JOIN named n USING (side_id) JOIN members m USING (side_id)
    GROUP BY ALL
    HAVING count(*) > 1
),
said AS (
    SELECT submission_id, count(*) AS points FROM selected_points GROUP BY ALL
)
SELECT s.submission_id, s.title, h.sides, h.shared_by, s.stage, s.submitted_on, s.date_precision, coalesce(p.points, 0) AS points
FROM shared h
JOIN selected_submissions s USING (submission_id)
LEFT JOIN said p USING (submission_id)
ORDER BY s.date_to DESC NULLS LAST, s.submission_id
