-- title: Which organisations make a claim, and which make the opposite one
-- row: one organisation that wrote or signed a selected submission with the claim, or with one opposite to it
-- parameters: claim, part, made_to
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- columns: opposite_id, opposite, organisation_id, organisation, label, stakeholder_group, made, opposed
-- column opposite_id: text · id of the opposite claim
-- column opposite: text · title of the opposite claim
-- column made: integer, submissions · number of selected submissions with the claim that the organisation wrote or signed
-- column opposed: integer, submissions · number of selected submissions with the opposite claim that the organisation wrote or signed
WITH {% include "shared/selection.sql" %},
{% include "shared/opposites.sql" %}
SELECT m.id AS opposite_id, c.title AS opposite, o.organisation_id, o.name AS organisation, o.label,
       o.stakeholder_group, m.made, m.opposed
FROM making m
JOIN claims c ON c.claim_id = m.id
JOIN organisations o USING (organisation_key)
ORDER BY c.title, m.made + m.opposed DESC, m.made DESC, o.name
