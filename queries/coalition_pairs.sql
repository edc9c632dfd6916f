-- title: Who signs with whom, as far as it is drawn
-- row: two organisations that are drawn and stand behind the same selected submission; with the filter organisation those are drawn, and who shares enough with one of them
-- unnarrowed: organisation
-- parameter least: 2 | 1 | 3 | 5 · from how many submissions together on organisations are drawn
-- parameter most: 400 | 50 · how many are drawn at most: those that share most with others, and those filtered by
-- column organisation: text · name of the one whose id comes first
-- column other_organisation: text · name of the other
-- column together: integer, submissions · selected submissions that both stand behind
-- column submissions: integer, submissions · selected submissions that the first stands behind
-- column other_submissions: integer, submissions · selected submissions that the other stands behind
-- column joint: integer, submissions · selected submissions that the first stands behind with another
-- column other_joint: integer, submissions · selected submissions that the other stands behind with another
-- column either: integer, submissions · selected submissions that at least one of them stands behind
-- column stakeholder_group: text · group of the first
-- column other_group: text · group of the other
-- column label: text · short name of the first where it has one
-- column other_label: text · short name of the other where it has one
-- column enough: integer, organisations · organisations that share enough, drawn or not
-- column organisation_id: text · the first
-- column other_organisation_id: text · the other
WITH
-- with pairs,
around AS ( -- when organisation
    SELECT number FROM numbered WHERE list_contains($organisation, organisation_id) -- when organisation
), -- when organisation
strong AS (
    SELECT one, other, together FROM pairs
    WHERE together >= CAST($least AS INTEGER)
      AND (one IN (SELECT number FROM around) OR other IN (SELECT number FROM around)) -- when organisation
),
ties AS (
    SELECT number, sum(together) AS shared
    FROM (SELECT one AS number, together FROM strong UNION ALL SELECT other, together FROM strong)
    GROUP BY ALL
),
kept AS (
    SELECT number FROM (SELECT number, row_number() OVER (ORDER BY shared DESC, number) AS place FROM ties)
    WHERE place <= CAST($most AS INTEGER)
       OR number IN (SELECT number FROM around) -- when organisation
),
drawn AS (
    SELECT one AS number FROM strong WHERE one IN (SELECT number FROM kept) AND other IN (SELECT number FROM kept)
    UNION
    SELECT other FROM strong WHERE one IN (SELECT number FROM kept) AND other IN (SELECT number FROM kept)
),
several AS (
    SELECT submission_key FROM sides GROUP BY ALL HAVING count(*) > 1
),
members AS (
    SELECT s.number, count(*) AS submissions, count(*) FILTER (s.submission_key IN (SELECT submission_key FROM several)) AS joint
    FROM sides s
    WHERE s.number IN (SELECT number FROM drawn)
    GROUP BY ALL
)
SELECT a.name AS organisation, b.name AS other_organisation, p.together, m.submissions, n.submissions AS other_submissions,
       m.joint, n.joint AS other_joint, m.submissions + n.submissions - p.together AS either,
       a.stakeholder_group, b.stakeholder_group AS other_group, a.label, b.label AS other_label,
       (SELECT count(*) FROM ties) AS enough, a.organisation_id, b.organisation_id AS other_organisation_id
FROM pairs p
JOIN members m ON m.number = p.one
JOIN members n ON n.number = p.other
JOIN numbered x ON x.number = p.one
JOIN organisations a ON a.organisation_key = x.organisation_key
JOIN numbered y ON y.number = p.other
JOIN organisations b ON b.organisation_key = y.organisation_key
ORDER BY p.together DESC, either, p.one, p.other
