-- title: Which organisations raise a theme most
-- row: one organisation behind selected submissions that raise the theme
-- parameters: theme
-- columns organisation: organisation_id, organisation, label, stakeholder_group, count, total, share, authored
-- column count: integer, submissions · selected submissions it wrote or signed that raise the theme
-- column authored: integer, submissions · of those that raise the theme, how many it wrote
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT DISTINCT submission_key FROM selected_points WHERE theme_id = $theme),
{% include "shared/by_organisation.sql" %}
