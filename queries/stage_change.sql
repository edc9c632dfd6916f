-- title: Which themes rose and which fell between two stages
-- row: one theme of the selected points at either stage; no row if the selection has no points at one of the stages
-- parameters: from_stage, to_stage, unit
-- parameter from_stage: text · stage_id of the first stage
-- parameter to_stage: text · stage_id of the second stage
-- columns: theme_id, theme, family, from_count, from_total, from_share, to_count, to_total, to_share, change
-- columns: from_submissions, to_submissions
-- column from_count: integer, units · number of units at the first stage that raise the theme
-- column from_total: integer, units · number of units at the first stage in the selection
-- column from_share: number, percent · from_count as a percentage of from_total
-- column to_count: integer, units · number of units at the second stage that raise the theme
-- column to_total: integer, units · number of units at the second stage in the selection
-- column to_share: number, percent · to_count as a percentage of to_total
-- column change: number, percentage points · to_share minus from_share
-- column from_submissions: integer, submissions · number of the first stage's selected submissions with points, whatever is counted
-- column to_submissions: integer, submissions · number of the second stage's selected submissions with points, whatever is counted
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
