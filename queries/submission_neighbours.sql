-- title: Which submissions came before and after a submission, by its authors and at its stage
-- row: the nearest submission that certainly came before it, or after it, by one of its authors or at its stage. If two dates can mean the same day, neither is before the other
-- parameters: id
-- columns: relation, direction, submission_id, title, submitted_on, date_precision, reporter
-- column relation: text · author if they have an author in common, or stage
-- column direction: text · previous or next in time
-- column submission_id: text · id of that submission
-- column date_precision: text · how exact the date is: year, month or day. Of a year or a month, only the days of the stage are possible, if it has any then
WITH here AS (SELECT submission_key, stage_id, date_from, date_to FROM submissions WHERE submission_id = $id),
related AS (
    SELECT DISTINCT 'author' AS relation, o.submission_key
    FROM here h
    JOIN signatories a ON a.submission_key = h.submission_key AND a.role = 'author'
    JOIN signatories o ON o.organisation_key = a.organisation_key AND o.role = 'author'
    UNION ALL
    SELECT 'stage', s.submission_key FROM submissions s JOIN here h ON h.stage_id = s.stage_id
),
apart AS (
    SELECT r.relation, r.submission_key, s.submission_id, s.date_to,
           CASE WHEN s.date_to < h.date_from THEN 'previous' ELSE 'next' END AS direction
    FROM related r
    JOIN submissions s USING (submission_key)
    CROSS JOIN here h
    WHERE s.date_to < h.date_from OR s.date_from > h.date_to
),
ranked AS (
    SELECT relation, direction, submission_key,
           row_number() OVER (PARTITION BY relation, direction
                              ORDER BY CASE direction WHEN 'previous' THEN date_to END DESC,
                                       CASE direction WHEN 'previous' THEN submission_id END DESC,
                                       date_to, submission_id) AS place
    FROM apart
)
SELECT r.relation, r.direction, s.submission_id, s.title, s.submitted_on, s.date_precision,
       CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter
FROM ranked r
JOIN submissions s USING (submission_key)
WHERE r.place = 1
ORDER BY r.relation, r.direction DESC
