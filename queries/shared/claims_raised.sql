-- The claims that are made: gives raised (id, submission_key, is_first) of claim_key, or -1 for none, a row for each point of
-- which one is the first for each id and submission; and the same as bits: said (submission_key, word, bits), places (id, word, bit).
raised AS (
    SELECT coalesce(claim_key, -1) AS id, submission_key, first_on_claim AS is_first FROM selected_point_keys
),
said AS (
    SELECT submission_key, word, bits FROM said_bits WHERE what = 'claim' AND kind = 'any' -- unless theme, family, claim, kind, action_line, sdg
    SELECT submission_key, (id + 1) // 60 AS word, 1::BIGINT << ((id + 1) % 60) AS bits FROM raised WHERE is_first -- when theme, family, claim, kind, action_line, sdg
),
places AS (
    SELECT claim_key AS id, (claim_key + 1) // 60 AS word, 1::BIGINT << ((claim_key + 1) % 60) AS bit FROM claims UNION ALL SELECT -1, 0, 1
)
