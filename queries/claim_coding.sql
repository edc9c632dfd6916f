-- title: Which claims two automated coders gave each point
-- row: one point
-- columns: point_id, coder_a, coder_b, adjudicated
-- column adjudicated: text · the claim that an adjudicator gave where the coders differed; empty where they agreed
SELECT point_id, coder_a, coder_b, adjudicated FROM claim_coding ORDER BY point_id
