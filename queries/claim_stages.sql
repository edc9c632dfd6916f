-- title: At which stages submissions make a claim
-- row: one stage of the review at which the selection has points
-- parameters: claim, part, made_to, unit
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- columns stage: stage_id, stage, short_stage, position, raised, total, share, submissions
-- column raised: integer, units · number of the stage's units that make the claim
-- column share: number, percent · raised as a percentage of total, so within the stage
-- column submissions: integer, submissions · number of the stage's selected submissions with points, whatever is counted
WITH {% include "shared/selection.sql" %},
{% include "shared/held.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id IN (SELECT claim_id FROM held)),
{% include "shared/by_stage.sql" %}
