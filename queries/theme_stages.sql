-- title: At which stages a theme is raised
-- row: one stage of the review of which the selection has points
-- parameters: theme, unit
-- columns stage: stage_id, stage, short_stage, position, raised, total, share, submissions
-- column raised: integer, units · how many of the stage's units raise the theme
-- column share: number, percent · raised of total: the share within the stage
-- column submissions: integer, submissions · the stage's submissions in the selection that have points, whatever the unit
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE theme_id = $theme),
{% include "shared/by_stage.sql" %}
