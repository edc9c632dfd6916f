-- title: Which organisations signed what
-- row: one organisation's part in one submission
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column country: text · country of its seat; empty for international bodies
-- column role: text · author or signatory
-- column submission_id: text · the submission
-- column submission: text · its title
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; empty where undated
-- column stated_signatories: integer, organisations · signatories the submission's source states; empty where it states none
-- column named_signatories: integer, organisations · organisations named as its signatories in this data set
-- column source_url: text · the page that names the organisation in this role
WITH named AS (
    SELECT submission_id, count(*) FILTER (role = 'signatory') AS named_signatories FROM signatories GROUP BY ALL
)
SELECT e.organisation_id, e.name AS organisation, e.label, e.stakeholder_group, e.country, e.role,
       submission_id, s.title AS submission, s.stage_id, s.stage, s.submitted_on, s.date_precision,
       s.stated_signatory_count AS stated_signatories, n.named_signatories, e.source_url
FROM selected_signatories e
JOIN selected_submissions s USING (submission_id)
JOIN named n USING (submission_id)
WHERE true
  AND list_contains($organisation, e.organisation_id) -- when organisation
ORDER BY s.date_to DESC NULLS LAST, s.submission_id, e.role, e.name
