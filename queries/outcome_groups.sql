-- title: Which stakeholder groups raise a theme as a challenge, and which ask for something on it
-- row: one stakeholder group with one kind of point: challenge or recommendation. Only submissions made to the adopted text are counted
-- parameters: theme, unit
-- column kind: text · kind of point: challenge or recommendation
-- column stakeholder_group: text · stakeholder group of an author or a signatory; a joint submission counts in each of its groups
-- column count: integer, units · number of the group's units with such a point on the theme
-- column total: integer, units · number of the group's units with such a point on any theme
-- column share: number, percent · count as a percentage of total
-- column submissions: integer, submissions · number of the group's submissions with such a point on any theme, whatever is counted
{% set made_to = "adopted" %}
WITH {% include "shared/selection.sql" %},
{% include "shared/points_on_it.sql" %},
of_this AS (SELECT * FROM on_any_theme WHERE theme_id = $theme),
{{ shares(unit, dict(points="kind", organisations="stakeholder_group", of="of_this"),
          dict(points="kind", organisations="stakeholder_group", of="on_any_theme"), by="kind, stakeholder_group") }}
SELECT kind, stakeholder_group, count, total, share, submissions FROM shares ORDER BY kind, count DESC, stakeholder_group
