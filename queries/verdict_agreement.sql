-- title: How often two coders gave the same asks each two verdicts
-- row: one verdict of each coder
-- column coder_a: text · coder A's verdict
-- column coder_b: text · coder B's verdict
-- column asks: integer · recommendations and positions that were given these
-- column adjudicated: integer · of them, those that an adjudicator decided
SELECT coder_a, coder_b, count(*) AS asks, count(adjudicated) AS adjudicated
FROM claim_outcomes
GROUP BY ALL
ORDER BY asks DESC, coder_a, coder_b
