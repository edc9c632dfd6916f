-- title: What the same authors, and the same stage, sent before and after one submission
-- row: the nearest submission certainly before or after it, by one of its authors or at its stage; where the days two dates can mean overlap, neither is before the other
-- parameter id: text · submission_id
-- column relation: text · author (an author in common) or stage
-- column direction: text · previous or next in time
-- column submission_id: text · that submission
-- column title: text · its title
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day
WITH dated AS (
    SELECT s.*, row_number() OVER (ORDER BY date_to, submission_id) AS place
    FROM submissions s WHERE date_to IS NOT NULL
),
here AS (
    SELECT * FROM dated WHERE submission_id = $id
),
related AS (
    SELECT 'author' AS relation, d.* FROM dated d
    WHERE d.submission_id IN (
        SELECT other.submission_id
        FROM signatories own JOIN signatories other USING (organisation_id)
        WHERE own.submission_id = $id AND own.role = 'author' AND other.role = 'author')
    UNION ALL
    SELECT 'stage', d.* FROM dated d JOIN here h ON d.stage_id = h.stage_id
)
SELECT r.relation, CASE WHEN r.place < h.place THEN 'previous' ELSE 'next' END AS direction,
       r.submission_id, r.title, r.submitted_on, r.date_precision
FROM related r CROSS JOIN here h
WHERE r.date_to < h.date_from OR r.date_from > h.date_to
QUALIFY row_number() OVER (PARTITION BY relation, direction ORDER BY abs(r.place - h.place)) = 1
ORDER BY relation, direction DESC
