-- title: Which organisations make a claim most often
-- row: one organisation that wrote or signed a selected submission with the claim
-- parameters: claim
-- columns organisation: organisation_id, organisation, label, stakeholder_group, count, total, share, authored
-- column count: integer, submissions · number of selected submissions with the claim that the organisation wrote or signed
-- column authored: integer, submissions · number of those submissions that the organisation wrote
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT DISTINCT submission_key FROM selected_points WHERE claim_id = $claim),
{% include "shared/by_organisation.sql" %}
