-- title: How often two automated coders gave the same points each pair of claims
-- row: one claim of coder A with one claim of coder B
-- columns: coder_a, coder_b, points, adjudicated
-- column points: integer, points · number of points to which the coders gave these two claims
-- column adjudicated: integer, points · number of those points that an adjudicator decided
SELECT coder_a, coder_b, count(*) AS points, count(adjudicated) AS adjudicated
FROM claim_coding
GROUP BY ALL
ORDER BY points DESC, coder_a, coder_b
