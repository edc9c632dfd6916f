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
WITH
-- with themes_raised,
parts AS (
    SELECT stage_id AS part, submission_key FROM selected_submissions WHERE stage_id IN ($from_stage, $to_stage)
),
-- with counted_by_part,
ends AS (
    SELECT f.total AS from_total, t.total AS to_total, f.submissions AS from_submissions, t.submissions AS to_submissions
    FROM totals f JOIN totals t ON f.part = $from_stage AND t.part = $to_stage
),
compared AS (
    SELECT id AS theme_key, coalesce(max(count) FILTER (WHERE part = $from_stage), 0) AS from_count,
           coalesce(max(count) FILTER (WHERE part = $to_stage), 0) AS to_count
    FROM counted
    GROUP BY ALL
)
SELECT h.theme_id, h.title AS theme, h.family,
       c.from_count, e.from_total, round(100.0 * c.from_count / e.from_total, 1) AS from_share,
       c.to_count, e.to_total, round(100.0 * c.to_count / e.to_total, 1) AS to_share,
       round(100.0 * (c.to_count * e.from_total - c.from_count * e.to_total) / (e.from_total * e.to_total), 1) AS change,
       e.from_submissions, e.to_submissions
FROM compared c
CROSS JOIN ends e
JOIN themes h USING (theme_key)
ORDER BY c.to_count * e.from_total - c.from_count * e.to_total DESC, h.title
