-- How many units of each part raise what: reads raised (part, id, submission_key, is_first), a row for each point of which one is the
-- first for each part, id and submission, parts (part, submission_key), each once, and the parameter unit; gives counted (part, id,
-- count) and totals (part, total, submissions).
sizes AS (
    SELECT part, count(*) AS submissions FROM parts GROUP BY ALL
),
totals AS (
    SELECT part, submissions AS total, submissions FROM sizes WHERE $unit = 'submissions'
    UNION ALL
    SELECT part, count(*), any_value(z.submissions) FROM raised JOIN sizes z USING (part) WHERE $unit = 'points' GROUP BY ALL
    UNION ALL
    SELECT part, count(*), any_value(z.submissions)
    FROM (SELECT DISTINCT p.part, e.organisation_key FROM parts p JOIN selected_signatory_keys e USING (submission_key))
    JOIN sizes z USING (part)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
counted AS (
    SELECT part, id, count(*) AS count
    FROM raised
    WHERE $unit = 'points' OR ($unit = 'submissions' AND is_first)
    GROUP BY ALL
    UNION ALL
    SELECT part, id, count(*)
    FROM (SELECT DISTINCT r.part, r.id, e.organisation_key FROM raised r JOIN selected_signatory_keys e USING (submission_key) WHERE r.is_first)
    WHERE $unit = 'organisations'
    GROUP BY ALL
)
