-- title: At which stages submissions make a claim
-- row: one stage of the review at which the selection has points
-- parameters: claim, unit
-- columns stage: stage_id, stage, short_stage, position, raised, total, share, submissions
-- column raised: integer, units · number of the stage's units that make the claim
-- column share: number, percent · raised as a percentage of total, so within the stage
-- column submissions: integer, submissions · number of the stage's selected submissions with points, whatever is counted
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id = $claim),
{% include "shared/by_stage.sql" %}
