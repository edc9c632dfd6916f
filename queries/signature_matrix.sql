-- title: Who stands beside whom
-- row: one mark: an organisation that wrote or signed a selected submission
-- parameter texts: joint | all · joint texts have two or more authors or signatories
-- parameter order: most | name | group · organisations with most marks first, by name, or by group
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column role: text · author or signatory
-- column marks: integer, submissions · submissions in the matrix that it wrote or signed
-- column signed: integer, submissions · submissions in the matrix that it signed
-- column submission_id: text · the submission
-- column submission: text · its title
-- column authors: text · its authors, separated by semicolons
-- column short_stage: text · short title of the stage it answers to
-- column stage: text · title of that stage
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; of a year or month only the days in the time of its stage are possible, if there are any; empty where undated
-- column time_order: integer · its place in time order, 1 first; undated last
WITH {% include "shared/selection.sql" %},
{% include "shared/matrix.sql" %},
listed AS (
    SELECT m.*, p.marks, p.signed, p.place
    FROM marks m
    JOIN placed p USING (organisation_key)
    {{ "ORDER BY place, time_order LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
),
{% include "shared/authors.sql" %}
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, x.role, x.marks, x.signed,
       s.submission_id, s.title AS submission, a.authors, g.short_title AS short_stage, g.title AS stage,
       s.submitted_on, s.date_precision, x.time_order
FROM listed x
JOIN organisations o USING (organisation_key)
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
LEFT JOIN authors a USING (submission_key)
ORDER BY x.place, x.time_order
{% endif %}
