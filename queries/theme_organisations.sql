-- title: Which organisations raise a theme most
-- row: one organisation behind selected submissions that raise the theme
-- parameter theme: text · theme_id
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column count: integer, submissions · selected submissions it wrote or signed that raise the theme
-- column total: integer, submissions · selected submissions it wrote or signed
-- column share: number, percent · count of total
-- column authored: integer, submissions · of those that raise the theme, how many it wrote
WITH said AS (
    SELECT submission_id, point_id, theme_id = $theme AS own FROM selected_points
),
-- with own_by_organisation
SELECT organisation_id, name AS organisation, label, stakeholder_group, count, total, round(100.0 * count / total, 1) AS share, authored
FROM counted
WHERE count > 0
ORDER BY count DESC, authored DESC, total, name
