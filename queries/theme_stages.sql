-- title: At which stages submissions raise a theme
-- row: one stage of the review at which the selection has points
-- parameters: theme, unit
-- columns stage: stage_id, stage, short_stage, position, raised, total, share, submissions
-- column raised: integer, units · number of the stage's units that raise the theme
-- column share: number, percent · raised as a percentage of total, so within the stage
-- column submissions: integer, submissions · number of the stage's selected submissions with points, whatever is counted
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE theme_id = $theme),
{% include "shared/by_stage.sql" %}
