-- What each submission says, as bits: place 60 * word + n is bit n. Organisations are counted from these, without telling pairs apart.
-- Kind by kind, and as 'any' of them; claims as any only, with 'none' in the first place.
WITH said AS (
    SELECT 'theme' AS what, kind, submission_key, theme_key AS place FROM point_keys
    UNION ALL
    SELECT 'theme', 'any', submission_key, theme_key FROM point_keys WHERE theme_before = 0
    UNION ALL
    SELECT 'family', kind, submission_key, family_key FROM point_keys
    UNION ALL
    SELECT 'family', 'any', submission_key, family_key FROM point_keys WHERE family_before = 0
    UNION ALL
    SELECT 'claim', 'any', submission_key, coalesce(claim_key + 1, 0) FROM point_keys WHERE claim_before = 0
)
SELECT what, kind, submission_key, place // 60 AS word, bit_or(1::BIGINT << (place % 60)) AS bits
FROM said
GROUP BY ALL
ORDER BY what, kind, submission_key, word
