-- title: How often two coders gave the same points each two claims
-- row: one claim of each coder
-- columns: coder_a, coder_b, points, adjudicated
-- column points: integer, points · points that were given these
-- column adjudicated: integer, points · of them, those that an adjudicator decided
SELECT coder_a, coder_b, count(*) AS points, count(adjudicated) AS adjudicated
FROM claim_coding
GROUP BY ALL
ORDER BY points DESC, coder_a, coder_b
