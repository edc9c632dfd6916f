{# Who stands beside whom: `pairs` (one, other, together) with one before other, and `sizes` (organisation_key, submissions).
   Numbers of organisations have the order of their ids. -#}
pairs AS (
    SELECT a.organisation_key AS one, b.organisation_key AS other, count(*) AS together
    FROM selected_signatories a
    JOIN selected_signatories b ON b.submission_key = a.submission_key AND b.organisation_key > a.organisation_key
    GROUP BY ALL
),
sizes AS (SELECT organisation_key, count(*) AS submissions FROM selected_signatories GROUP BY ALL)
