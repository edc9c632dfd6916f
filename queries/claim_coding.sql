-- title: Which claim two coders gave each point
-- row: one point
-- columns: point_id, coder_a, coder_b, adjudicated
-- column adjudicated: text · the adjudicator's claim where they differed
SELECT point_id, coder_a, coder_b, adjudicated FROM claim_coding ORDER BY point_id
