-- title: What an organisation wrote and signed
-- row: one selected submission that the organisation wrote or signed, oldest first
-- parameter organisation: text · organisation_id
-- column submission: text · its title
-- column role: text · author or signatory: the organisation's part in it
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; empty where undated
-- column stage: text · title of the stage it answers to
-- column document_type: text · the kind of document
-- column authors: text · its authors, separated by semicolons
-- column others: integer, organisations · further organisations named as its authors or signatories
-- column points: integer, points · points it makes that are selected
-- column source_url: text · the page that names the organisation in this role
-- column stage_id: text · the stage
-- column submission_id: text · the submission
WITH own AS (
    SELECT submission_id, role, source_url FROM selected_signatories WHERE organisation_id = $organisation
),
sides AS (
    SELECT x.submission_id, string_agg(o.label, '; ' ORDER BY o.label) FILTER (x.role = 'author') AS authors, count(*) - 1 AS others
    FROM signatories x JOIN organisations o USING (organisation_id)
    WHERE x.submission_id IN (SELECT submission_id FROM own)
    GROUP BY ALL
),
made AS (
    SELECT submission_id, count(*) AS points FROM selected_points GROUP BY ALL
)
SELECT s.title AS submission, w.role, s.submitted_on, s.date_precision, s.stage, s.document_type, x.authors, x.others,
       coalesce(m.points, 0) AS points, w.source_url, s.stage_id, w.submission_id
FROM own w
JOIN selected_submissions s USING (submission_id)
JOIN sides x USING (submission_id)
LEFT JOIN made m USING (submission_id)
ORDER BY s.date_to NULLS LAST, s.stage_position, w.submission_id
