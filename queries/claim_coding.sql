-- title: Which claim two coders gave each point
-- row: one point
-- column point_id: text · the point
-- column coder_a: text · coder A's claim, or none
-- column coder_b: text · coder B's claim, or none
-- column adjudicated: text · the adjudicator's claim where they differed
SELECT point_id, coder_a, coder_b, adjudicated FROM claim_coding ORDER BY point_id
