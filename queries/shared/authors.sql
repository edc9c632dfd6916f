{# The authors of the submissions in `listed`, as one text each: `authors` (submission_key, authors). -#}
authors AS (
    SELECT x.submission_key, string_agg(o.label, '; ' ORDER BY o.label) AS authors
    FROM signatories x
    JOIN organisations o USING (organisation_key)
    WHERE x.role = 'author' AND x.submission_key IN (SELECT submission_key FROM listed)
    GROUP BY ALL
)
