-- title: Which organisations make a claim most often
-- row: one organisation that wrote or signed a selected submission with the claim
-- parameters: claim, part, made_to
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- columns organisation: organisation_id, organisation, label, stakeholder_group, count, total, share, authored
-- column count: integer, submissions · number of selected submissions with the claim that the organisation wrote or signed
-- column authored: integer, submissions · number of those submissions that the organisation wrote
WITH {% include "shared/selection.sql" %},
{% include "shared/held.sql" %},
of_this AS (SELECT DISTINCT submission_key FROM selected_points WHERE claim_id IN (SELECT claim_id FROM held)),
{% include "shared/by_organisation.sql" %}
