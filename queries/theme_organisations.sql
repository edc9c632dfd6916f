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
WITH own AS (
    SELECT DISTINCT submission_key FROM selected_point_keys
    WHERE theme_key = (SELECT theme_key FROM themes WHERE theme_id = $theme)
),
-- with own_by_organisation
SELECT organisation_id, name AS organisation, label, stakeholder_group, count, total, round(100.0 * count / total, 1) AS share, authored
FROM counted
ORDER BY count DESC, authored DESC, total, name
