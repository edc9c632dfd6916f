-- title: At which stages a claim is made
-- row: one stage of the review of which the selection has points
-- parameters: claim, unit
-- columns stage: stage_id, stage, short_stage, position, raised, total, share, submissions
-- column raised: integer, units · how many of the stage's units make the claim
-- column share: number, percent · raised of total: the share within the stage
-- column submissions: integer, submissions · the stage's submissions in the selection that have points, whatever the unit
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id = $claim),
{% include "shared/by_stage.sql" %}
