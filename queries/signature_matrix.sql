-- title: Who stands beside whom
-- row: one mark: an organisation that wrote or signed a selected submission
-- parameter texts: joint | all · joint texts have two or more authors or signatories
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
WITH joint AS (
    SELECT submission_id FROM signatories GROUP BY ALL HAVING count(*) > 1
),
authors AS (
    SELECT a.submission_id, string_agg(o.label, '; ' ORDER BY o.label) AS authors
    FROM signatories a JOIN organisations o USING (organisation_id)
    WHERE a.role = 'author'
    GROUP BY ALL
),
shown AS (
    SELECT s.*, row_number() OVER (ORDER BY s.date_to NULLS LAST, s.stage_position, s.submission_id) AS time_order
    FROM selected_submissions s
    WHERE $texts = 'all' OR s.submission_id IN (SELECT submission_id FROM joint)
)
SELECT e.organisation_id, e.name AS organisation, e.label, e.stakeholder_group, e.role,
       count(*) OVER (PARTITION BY e.organisation_id) AS marks,
       count(*) FILTER (e.role = 'signatory') OVER (PARTITION BY e.organisation_id) AS signed,
       submission_id, s.title AS submission, a.authors, s.short_stage, s.stage, s.submitted_on, s.date_precision, s.time_order
FROM selected_signatories e
JOIN shown s USING (submission_id)
LEFT JOIN authors a USING (submission_id)
ORDER BY marks DESC, signed DESC, e.label, e.organisation_id, s.time_order
