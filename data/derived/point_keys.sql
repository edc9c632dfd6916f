-- The points as numbers, without texts. Ordered by submission, so that a stage or a time is a few ranges of rows.
SELECT submission_key, point_key, points.kind, theme_key, claim_key
FROM points
JOIN themes USING (theme_id)
LEFT JOIN claims USING (claim_id)
ORDER BY submission_key, point_key
