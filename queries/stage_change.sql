-- title: Which themes rose and fell between two stages
-- row: one theme that selected points of either stage are on; none unless the selection has points of both
-- parameter from_stage: text · stage_id of the stage compared from
-- parameter to_stage: text · stage_id of the stage compared to
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column from_count: integer, units · how many units of the first stage raise it
-- column from_total: integer, units · how many units of the first stage the selection holds
-- column from_share: number, percent · from_count of from_total
-- column to_count: integer, units · how many units of the second stage raise it
-- column to_total: integer, units · how many units of the second stage the selection holds
-- column to_share: number, percent · to_count of to_total
-- column change: number, percentage points · the second share less the first
-- column from_submissions: integer, submissions · the first stage's submissions in the selection that have points, whatever the unit
-- column to_submissions: integer, submissions · the second stage's submissions in the selection that have points, whatever the unit
WITH raised AS (
    SELECT s.stage_id, p.theme_id, p.submission_id, p.point_id
    FROM selected_points p JOIN selected_submissions s USING (submission_id)
    WHERE s.stage_id IN ($from_stage, $to_stage)
),
units AS (
    SELECT stage_id, theme_id, submission_id, submission_id AS unit FROM raised WHERE $unit = 'submissions'
    UNION ALL
    SELECT stage_id, theme_id, submission_id, point_id FROM raised WHERE $unit = 'points'
    UNION ALL
    SELECT r.stage_id, r.theme_id, r.submission_id, e.organisation_id
    FROM raised r JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
),
totals AS (
    SELECT count(DISTINCT unit) FILTER (WHERE stage_id = $from_stage) AS from_total,
           count(DISTINCT unit) FILTER (WHERE stage_id = $to_stage) AS to_total,
           count(DISTINCT submission_id) FILTER (WHERE stage_id = $from_stage) AS from_submissions,
           count(DISTINCT submission_id) FILTER (WHERE stage_id = $to_stage) AS to_submissions
    FROM units
),
counted AS (
    SELECT theme_id, count(DISTINCT unit) FILTER (WHERE stage_id = $from_stage) AS from_count,
           count(DISTINCT unit) FILTER (WHERE stage_id = $to_stage) AS to_count
    FROM units
    GROUP BY ALL
)
SELECT c.theme_id, h.title AS theme, h.family,
       c.from_count, t.from_total, round(100.0 * c.from_count / t.from_total, 1) AS from_share,
       c.to_count, t.to_total, round(100.0 * c.to_count / t.to_total, 1) AS to_share,
       round(100.0 * (c.to_count * t.from_total - c.from_count * t.to_total) / (t.from_total * t.to_total), 1) AS change,
       t.from_submissions, t.to_submissions
FROM counted c
CROSS JOIN totals t
JOIN themes h USING (theme_id)
WHERE t.from_total > 0 AND t.to_total > 0
ORDER BY c.to_count * t.from_total - c.from_count * t.to_total DESC, h.title
