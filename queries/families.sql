-- title: Which families of themes come up most
-- row: one family of themes that selected points are on
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column count: integer, units · how many of the unit raise it
-- column total: integer, units · how many of the unit the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points
WITH
-- with families_raised,
-- with counted
SELECT f.family,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions, m.organisations, m.points
FROM measured m
JOIN themes f ON f.theme_key = m.id
ORDER BY m.count DESC, m.points DESC, f.family
