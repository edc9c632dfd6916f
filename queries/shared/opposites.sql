{# The claims that oppose the claim, `opposites` (id, note); who makes it or one of them, `made` (id, submission_key); and how often
   each organisation does, `making` (id of the opposite, organisation_key, made, opposed). -#}
opposites AS (
    SELECT CASE claim_id WHEN $claim THEN opposite_id ELSE claim_id END AS id, note
    FROM claim_opposites
    WHERE $claim IN (claim_id, opposite_id)
),
made AS (
    SELECT o.id, p.submission_key, bool_or(p.claim_id = $claim) AS made, bool_or(p.claim_id = o.id) AS opposed
    FROM opposites o
    JOIN selected_points p ON p.claim_id IN ($claim, o.id)
    GROUP BY ALL
),
making AS (
    SELECT m.id, s.organisation_key, count(*) FILTER (m.made) AS made, count(*) FILTER (m.opposed) AS opposed
    FROM made m
    JOIN selected_signatories s USING (submission_key)
    GROUP BY ALL
)
