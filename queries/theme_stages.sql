-- title: At which stages a theme is raised
-- row: one stage of the review of which the selection has points
-- parameter theme: text · theme_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stage_id: text · the stage
-- column stage: text · its title
-- column short_stage: text · its short title
-- column position: integer · its place in time order
-- column raised: integer, units · how many of the stage's units raise the theme
-- column total: integer, units · how many units of the stage the selection holds
-- column share: number, percent · raised of total: the share within the stage
-- column submissions: integer, submissions · the stage's submissions in the selection that have points, whatever the unit
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE theme_id = $theme),
{% include "shared/by_stage.sql" %}
