-- title: How often two coders gave the same requests each pair of verdicts
-- row: one verdict of coder A with one verdict of coder B on one text
-- column text_id: text · id of the text
-- column coder_a: text · the verdict of coder A
-- column coder_b: text · the verdict of coder B
-- column asks: integer · number of recommendations and positions to which the coders gave these two verdicts
-- column adjudicated: integer · number of those that an adjudicator decided
SELECT v.text_id, v.coder_a, v.coder_b, count(*) AS asks, count(v.adjudicated) AS adjudicated
FROM claim_outcomes v
JOIN texts x USING (text_id)
GROUP BY v.text_id, x.position, v.coder_a, v.coder_b
ORDER BY x.position, asks DESC, v.coder_a, v.coder_b
