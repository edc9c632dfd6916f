-- Who stands beside whom, as numbers that have the order of the ids: gives numbered (organisation_key, organisation_id, number), sides
-- (submission_key, number), sizes (number, submissions), pairs (one, other, together) with one before other.
numbered AS (
    SELECT organisation_key, organisation_id, CAST(row_number() OVER (ORDER BY organisation_id) AS INTEGER) AS number FROM organisations
),
sides AS (
    SELECT e.submission_key, n.number FROM selected_signatory_keys e JOIN numbered n USING (organisation_key)
),
sizes AS (
    SELECT number, count(*) AS submissions FROM sides GROUP BY ALL
),
pairs AS (
    SELECT a.number AS one, b.number AS other, count(*) AS together
    FROM sides a
    JOIN sides b ON b.submission_key = a.submission_key AND b.number > a.number
    GROUP BY ALL
)
