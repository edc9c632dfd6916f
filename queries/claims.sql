-- title: Which claims come up most
-- row: one claim that selected points make; claim_id none gathers the points that fit no claim
-- parameter unit: submissions | organisations | points · what is counted
-- column claim_id: text · the claim, or none
-- column claim: text · its title; empty for none
-- column kind: text · achievement, challenge, recommendation or position; empty for none
-- column theme_id: text · the theme the claim belongs to; empty for none
-- column theme: text · that theme's title; empty for none
-- column count: integer, units · how many of the unit raise it
-- column total: integer, units · how many of the unit the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points
WITH
-- with claims_raised,
-- with counted
SELECT coalesce(c.claim_id, 'none') AS claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions, m.organisations, m.points
FROM measured m
LEFT JOIN claims c ON c.claim_key = m.id
LEFT JOIN themes t USING (theme_id)
ORDER BY m.id = -1, m.count DESC, m.points DESC, c.title
