-- title: Which organisations make a claim, and which the opposite
-- row: one organisation behind selected submissions that make the claim or one opposite to it
-- parameters: claim
-- columns: opposite_id, opposite, organisation_id, organisation, label, stakeholder_group, made, opposed
-- column opposite_id: text · the opposite claim
-- column opposite: text · its title
-- column made: integer, submissions · selected submissions it wrote or signed that make the claim
-- column opposed: integer, submissions · selected submissions it wrote or signed that make the opposite one
WITH {% include "shared/selection.sql" %},
{% include "shared/opposites.sql" %}
SELECT m.id AS opposite_id, c.title AS opposite, o.organisation_id, o.name AS organisation, o.label,
       o.stakeholder_group, m.made, m.opposed
FROM making m
JOIN claims c ON c.claim_id = m.id
JOIN organisations o USING (organisation_key)
ORDER BY c.title, m.made + m.opposed DESC, m.made DESC, o.name
