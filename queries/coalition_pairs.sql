-- title: Which organisations sign together, as far as the chart shows them
-- row: two organisations in the chart that share a selected submission. Under a filter on organisations, these are in the chart, and those that share enough submissions with one of them
-- unnarrowed: organisation
-- parameter least: 2 | 1 | 3 | 5 · number of shared submissions from which organisations are in the chart
-- parameter most: 400 | 50 · the largest number of organisations in the chart: those filtered by, and those that share the most submissions
-- columns first: organisation, other_organisation, together, submissions, other_submissions, joint, other_joint
-- columns first: either, stakeholder_group, other_group, label, other_label, enough, organisation_id
-- columns first: other_organisation_id
-- column joint: integer, submissions · number of selected submissions that the first organisation shares with any other
-- column other_joint: integer, submissions · number of selected submissions that the second organisation shares with any other
-- column enough: integer, organisations · number of organisations that share enough submissions, in the chart or not
{% set filtered = "(SELECT organisation_key FROM organisations WHERE organisation_id IN $filter_organisation)" %}
WITH {% include "shared/selection.sql" %},
{% include "shared/pairs.sql" %},
strong_pairs AS (
    SELECT one, other, together FROM pairs
    WHERE together >= {{ least }}{{ " AND (one IN " ~ filtered ~ " OR other IN " ~ filtered ~ ")" if active.organisation }}
),
ties AS (
    SELECT organisation_key, sum(together) AS shared
    FROM (SELECT one AS organisation_key, together FROM strong_pairs
          UNION ALL
          SELECT other, together FROM strong_pairs)
    GROUP BY ALL
),
strongest AS (
    SELECT organisation_key
    FROM (SELECT organisation_key, row_number() OVER (ORDER BY shared DESC, organisation_key) AS place FROM ties)
    WHERE place <= {{ most }}{{ " OR organisation_key IN " ~ filtered if active.organisation }}
),
drawn_pairs AS (
    SELECT one, other FROM strong_pairs
    WHERE one IN (SELECT organisation_key FROM strongest) AND other IN (SELECT organisation_key FROM strongest)
),
joint_submissions AS (SELECT submission_key FROM selected_signatories GROUP BY ALL HAVING count(*) > 1),
members AS (
    SELECT p.organisation_key, count(*) AS submissions, count(j.submission_key) AS joint
    FROM selected_signatories p
    LEFT JOIN joint_submissions j ON j.submission_key = p.submission_key
    WHERE p.organisation_key IN (SELECT one FROM drawn_pairs UNION SELECT other FROM drawn_pairs)
    GROUP BY ALL
)
SELECT a.name AS organisation, b.name AS other_organisation, p.together, m.submissions,
       n.submissions AS other_submissions, m.joint, n.joint AS other_joint,
       m.submissions + n.submissions - p.together AS either,
       a.stakeholder_group, b.stakeholder_group AS other_group, a.label, b.label AS other_label,
       (SELECT count(*) FROM ties) AS enough, a.organisation_id, b.organisation_id AS other_organisation_id
FROM pairs p
JOIN members m ON m.organisation_key = p.one
JOIN members n ON n.organisation_key = p.other
JOIN organisations a ON a.organisation_key = p.one
JOIN organisations b ON b.organisation_key = p.other
ORDER BY p.together DESC, either, p.one, p.other
