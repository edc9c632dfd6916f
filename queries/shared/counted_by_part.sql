-- How many units of each part raise what: reads the tables of themes_raised.sql or its like, parts (part, submission_key), each once, and
-- the parameter unit; gives counted (part, id, count) and totals (part, total, submissions).
raised_by_part AS (
    SELECT * FROM raised JOIN parts USING (submission_key)
),
said_by_part AS (
    SELECT * FROM said JOIN parts USING (submission_key)
),
sizes AS (
    SELECT part, count(*) AS submissions FROM parts GROUP BY ALL
),
totals AS (
    SELECT part, submissions AS total, submissions FROM sizes WHERE $unit = 'submissions'
    UNION ALL
    SELECT part, count(*), any_value(z.submissions) FROM raised_by_part JOIN sizes z USING (part) WHERE $unit = 'points' GROUP BY ALL
    UNION ALL
    SELECT part, count(*), any_value(z.submissions)
    FROM (SELECT DISTINCT p.part, e.organisation_key FROM parts p JOIN selected_signatory_keys e USING (submission_key))
    JOIN sizes z USING (part)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
behind AS (
    SELECT s.part, e.organisation_key, s.word, bit_or(s.bits) AS bits
    FROM said_by_part s JOIN selected_signatory_keys e USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
counted AS (
    SELECT part, id, count(*) AS count
    FROM raised_by_part
    WHERE $unit = 'points' OR ($unit = 'submissions' AND is_first)
    GROUP BY ALL
    UNION ALL
    SELECT b.part, p.id, count(*) FROM behind b JOIN places p USING (word) WHERE (b.bits & p.bit) <> 0 GROUP BY ALL
)
