-- The families that are raised: gives raised (id, submission_key, is_first) of family_key, a row for each point of
-- which one is the first for each id and submission; and the same as bits: said (submission_key, word, bits), places (id, word, bit).
raised AS (
    SELECT family_key AS id, submission_key, first_in_family AS is_first FROM selected_point_keys
),
said AS (
    SELECT submission_key, word, bits FROM said_bits WHERE what = 'family' AND kind = 'any' -- unless theme, family, claim, kind, action_line, sdg
    SELECT submission_key, word, bits FROM said_bits WHERE what = 'family' AND list_contains($kind, kind) -- when kind unless theme, family, claim, action_line, sdg
    SELECT submission_key, id // 60 AS word, 1::BIGINT << (id % 60) AS bits FROM raised WHERE is_first -- when theme, family, claim, action_line, sdg
),
places AS (
    SELECT min(theme_key) AS id, min(theme_key) // 60 AS word, 1::BIGINT << (min(theme_key) % 60) AS bit FROM themes GROUP BY family
)
