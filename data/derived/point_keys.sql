-- The points as numbers, without texts. Ordered by submission, so that a stage or a time is a few ranges of rows.
-- The kinds that come before on the same theme tell at once whether a point is the first there, of whatever kinds are filtered by.
WITH families AS (
    SELECT theme_id, theme_key, min(theme_key) OVER (PARTITION BY family) AS family_key FROM themes
)
SELECT submission_key, point_key, points.kind, kind_bit, family_key, theme_key, claim_key,
       coalesce(bit_or(kind_bit) OVER (PARTITION BY submission_key, family_key ORDER BY point_key
                                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS family_before,
       coalesce(bit_or(kind_bit) OVER (PARTITION BY submission_key, theme_key ORDER BY point_key
                                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS theme_before,
       coalesce(bit_or(kind_bit) OVER (PARTITION BY submission_key, claim_key ORDER BY point_key
                                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS claim_before
FROM points
JOIN families USING (theme_id)
JOIN kind_bits USING (kind)
LEFT JOIN claims USING (claim_id)
ORDER BY submission_key, point_key
