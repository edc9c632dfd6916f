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
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT DISTINCT submission_key FROM selected_points WHERE theme_id = $theme),
{% include "shared/by_organisation.sql" %}
