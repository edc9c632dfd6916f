-- title: What else the authors of a submission sent
-- row: one submission of one of the authors, in time order
-- parameters: id
-- columns submission: organisation_id, organisation, submission_id, submission, stage_id, stage, short_stage
-- columns submission: submitted_on, date_precision, points
-- column organisation_id: text · id of the author, who also wrote the submission asked for
-- column organisation: text · short name of the author
-- column submission_id: text · id of the submission by that author
-- column short_stage: text · short title of that stage
-- column points: integer, points · number of points in the submission
WITH counted AS (SELECT submission_id, count(*) AS points FROM points GROUP BY ALL)
SELECT a.organisation_id, o.label AS organisation, s.submission_id, s.title AS submission, s.stage_id, g.title AS stage,
       g.short_title AS short_stage, s.submitted_on, s.date_precision, coalesce(c.points, 0) AS points
FROM signatories a
JOIN organisations o USING (organisation_id)
JOIN signatories b ON b.organisation_id = a.organisation_id AND b.role = 'author'
JOIN submissions s ON s.submission_id = b.submission_id
JOIN stages g USING (stage_id)
LEFT JOIN counted c ON c.submission_id = s.submission_id
WHERE a.submission_id = $id AND a.role = 'author'
ORDER BY o.label, a.organisation_id, s.date_to NULLS LAST, s.date_from DESC, g.position, s.submission_id
