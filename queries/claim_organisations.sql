-- title: Which organisations make a claim most
-- row: one organisation behind selected submissions that make the claim
-- parameters: claim
-- columns organisation: organisation_id, organisation, label, stakeholder_group, count, total, share, authored
-- column count: integer, submissions · selected submissions it wrote or signed that make the claim
-- column authored: integer, submissions · of those that make the claim, how many it wrote
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT DISTINCT submission_key FROM selected_points WHERE claim_id = $claim),
{% include "shared/by_organisation.sql" %}
