-- title: How often two automated coders gave the same requests each pair of verdicts
-- row: one verdict of coder A with one verdict of coder B
-- column coder_a: text · the verdict of coder A
-- column coder_b: text · the verdict of coder B
-- column asks: integer · number of recommendations and positions to which the coders gave these two verdicts
-- column adjudicated: integer · number of those that an adjudicator decided
SELECT coder_a, coder_b, count(*) AS asks, count(adjudicated) AS adjudicated
FROM claim_outcomes
GROUP BY ALL
ORDER BY asks DESC, coder_a, coder_b
