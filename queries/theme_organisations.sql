-- title: Which organisations raise a theme most often
-- row: one organisation that wrote or signed a selected submission on the theme
-- parameters: theme
-- columns organisation: organisation_id, organisation, label, stakeholder_group, count, total, share, authored
-- column count: integer, submissions · number of selected submissions on the theme that the organisation wrote or signed
-- column authored: integer, submissions · number of those submissions that the organisation wrote
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT DISTINCT submission_key FROM selected_points WHERE theme_id = $theme),
{% include "shared/by_organisation.sql" %}
