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
-- column date_precision: text · year, month or day; empty where undated
-- column time_order: integer · its place in time order, 1 first; undated last
WITH
-- with matrix,
listed AS (
    SELECT m.*, p.marks, p.signed, p.place
    FROM marks m JOIN placed p USING (organisation_key)
    ORDER BY p.place, m.time_order LIMIT $part_rows OFFSET $part_start -- when part
),
authors AS (
    SELECT a.submission_key, string_agg(o.label, '; ' ORDER BY o.label) AS authors
    FROM signatory_keys a JOIN organisations o USING (organisation_key)
    WHERE a.role = 'author'
      AND a.submission_key IN (SELECT submission_key FROM listed) -- when part
    GROUP BY ALL
)
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, x.role, x.marks, x.signed,
       s.submission_id, s.title AS submission, a.authors, g.short_title AS short_stage, g.title AS stage, s.submitted_on, s.date_precision,
       x.time_order
FROM listed x
JOIN organisations o USING (organisation_key)
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
LEFT JOIN authors a USING (submission_key)
ORDER BY x.place, x.time_order
