-- title: Which stakeholder groups name a theme as a challenge and ask for something on it
-- row: one stakeholder group, and whether it names the theme as a challenge or asks for something on it
-- parameters: theme, unit
-- parameter theme: text · the theme
-- column kind: text · challenge or recommendation
-- column stakeholder_group: text · the group of an author or signatory; a joint text counts in each of its groups
-- column count: integer, units · how many of the group's units do so on the theme
-- column total: integer, units · how many of the group's units do so on any theme
-- column share: number, percent · count of total
-- column submissions: integer, submissions · the group's submissions that do so on any theme, whatever the unit
WITH {% include "shared/selection.sql" %},
{% include "shared/points_on_it.sql" %},
of_this AS (SELECT * FROM on_any_theme WHERE theme_id = $theme),
{{ shares(unit, dict(points="kind", organisations="stakeholder_group", of="of_this"),
          dict(points="kind", organisations="stakeholder_group", of="on_any_theme"), by="kind, stakeholder_group") }}
SELECT kind, stakeholder_group, count, total, share, submissions FROM shares ORDER BY kind, count DESC, stakeholder_group
