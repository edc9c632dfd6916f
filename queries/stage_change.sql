-- title: Which themes rose and fell between two stages
-- row: one theme that selected points of either stage are on; none unless the selection has points of both
-- parameters: from_stage, to_stage, unit
-- parameter from_stage: text · stage_id of the stage compared from
-- parameter to_stage: text · stage_id of the stage compared to
-- columns: theme_id, theme, family, from_count, from_total, from_share, to_count, to_total, to_share, change
-- columns: from_submissions, to_submissions
-- column from_count: integer, units · how many units of the first stage raise it
-- column from_total: integer, units · how many units of the first stage the selection holds
-- column from_share: number, percent · from_count of from_total
-- column to_count: integer, units · how many units of the second stage raise it
-- column to_total: integer, units · how many units of the second stage the selection holds
-- column to_share: number, percent · to_count of to_total
-- column change: number, percentage points · the second share less the first
-- column from_submissions: integer, submissions · the first stage's submissions in the selection that have points, whatever the unit
-- column to_submissions: integer, submissions · the second stage's submissions in the selection that have points, whatever the unit
WITH {% include "shared/selection.sql" %},
at_either AS (
    SELECT p.submission_key, p.point_key, p.theme_id, s.stage_id
    FROM selected_points p
    JOIN selected_submissions s USING (submission_key)
    WHERE s.stage_id IN ($from_stage, $to_stage)
),
counted AS ({{ units(unit, points="stage_id, theme_id", of="at_either") }}),
totals AS ({{ units(unit, points="stage_id", of="at_either", sizes=true) }}),
compared AS (
    SELECT theme_id, coalesce(max(count) FILTER (stage_id = $from_stage), 0) AS from_count,
           coalesce(max(count) FILTER (stage_id = $to_stage), 0) AS to_count
    FROM counted
    GROUP BY ALL
)
SELECT h.theme_id, h.title AS theme, h.family,
       c.from_count, f.count AS from_total, round(100.0 * c.from_count / f.count, 1) AS from_share,
       c.to_count, t.count AS to_total, round(100.0 * c.to_count / t.count, 1) AS to_share,
       round(100.0 * (c.to_count * f.count - c.from_count * t.count) / (f.count * t.count), 1) AS change,
       f.submissions AS from_submissions, t.submissions AS to_submissions
FROM compared c
JOIN totals f ON f.stage_id = $from_stage
JOIN totals t ON t.stage_id = $to_stage
JOIN themes h ON h.theme_id = c.theme_id
ORDER BY c.to_count * f.count - c.from_count * t.count DESC, h.title
