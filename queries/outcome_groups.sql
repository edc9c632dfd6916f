-- title: Which stakeholder groups raise a theme as a challenge, and which ask for something on it
-- row: one stakeholder group, and one kind of point: challenge or recommendation
-- parameters: theme, unit
-- parameter theme: text · the theme
-- column kind: text · challenge or recommendation
-- column stakeholder_group: text · the group of an author or signatory; a joint text counts in each of its groups
-- column count: integer, units · how many of the group's units have such a point on the theme
-- column total: integer, units · how many of the group's units have such a point on any theme
-- column share: number, percent · count of total
-- column submissions: integer, submissions · the group's submissions with such a point on any theme, whatever the unit
WITH {% include "shared/selection.sql" %},
{% include "shared/points_on_it.sql" %},
of_this AS (SELECT * FROM on_any_theme WHERE theme_id = $theme),
{{ shares(unit, dict(points="kind", organisations="stakeholder_group", of="of_this"),
          dict(points="kind", organisations="stakeholder_group", of="on_any_theme"), by="kind, stakeholder_group") }}
SELECT kind, stakeholder_group, count, total, share, submissions FROM shares ORDER BY kind, count DESC, stakeholder_group
