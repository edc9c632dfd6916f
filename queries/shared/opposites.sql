{# The claims that oppose those of `held`, `opposites` (id, note); who makes these or one of them, `made` (id, submission_key); and how
   often each organisation does, `making` (id of the opposite, organisation_key, made, opposed). -#}
{% include "shared/held.sql" %},
opposites AS (
    SELECT id, string_agg(note, ' ' ORDER BY note) AS note
    FROM (
        SELECT opposite_id AS id, note FROM claim_opposites WHERE claim_id IN (SELECT claim_id FROM held)
        UNION ALL
        SELECT claim_id, note FROM claim_opposites WHERE opposite_id IN (SELECT claim_id FROM held)
    )
    GROUP BY ALL
),
made AS (
    SELECT o.id, p.submission_key, bool_or(h.claim_id IS NOT NULL) AS made, bool_or(p.claim_id = o.id) AS opposed
    FROM opposites o
    CROSS JOIN selected_points p
    LEFT JOIN held h ON h.claim_id = p.claim_id
    WHERE h.claim_id IS NOT NULL OR p.claim_id = o.id
    GROUP BY ALL
),
making AS (
    SELECT m.id, s.organisation_key, count(*) FILTER (m.made) AS made, count(*) FILTER (m.opposed) AS opposed
    FROM made m
    JOIN selected_signatories s USING (submission_key)
    GROUP BY ALL
)
