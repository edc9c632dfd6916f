-- title: The organisations that stand beside others
-- row: one organisation that wrote or signed a selected submission
-- parameter texts: joint | all · joint texts have two or more authors or signatories
-- parameter order: most | name | group · organisations with most marks first, by name, or by group
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column marks: integer, submissions · submissions in the matrix that it wrote or signed
-- column signed: integer, submissions · submissions in the matrix that it signed
-- column before: integer, submissions · the marks of all organisations that come before it, together
-- column submissions: integer, submissions · submissions in the matrix
WITH {% include "shared/selection.sql" %},
{% include "shared/matrix.sql" %}
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, p.marks, p.signed,
       CAST(sum(p.marks) OVER (ORDER BY p.place) - p.marks AS BIGINT) AS before,
       (SELECT count(DISTINCT submission_key) FROM marks) AS submissions
FROM placed p
JOIN organisations o USING (organisation_key)
ORDER BY p.place
