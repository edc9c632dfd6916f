-- title: What an organisation raises, beside its stakeholder group
-- row: one theme raised in a selected submission that the organisation, or another of its group, wrote or signed
-- parameter organisation: text · organisation_id
-- parameter measure: submissions | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column raised: integer, units · how many of the organisation's units raise the theme; 0 where only its group does
-- column total: integer, units · units of the organisation: submissions it wrote or signed that have selected points, or these points
-- column share: number, percent · raised of total
-- column group_raised: integer, units · how many of the group's other units raise the theme
-- column group_total: integer, units · the group's other units: submissions with selected points that another organisation of the group wrote or signed and this one did not, or their points
-- column group_share: number, percent · group_raised of group_total; empty where there are none
-- column family: text · the family it belongs to
-- column stakeholder_group: text · the organisation's group
-- column submissions: integer, submissions · the organisation's submissions with selected points, whatever is counted
-- column group_submissions: integer, submissions · the group's other submissions with selected points, whatever is counted
WITH own AS (
    SELECT submission_id FROM selected_signatories WHERE organisation_id = $organisation
),
beside AS (
    SELECT DISTINCT submission_id FROM selected_signatories
    WHERE stakeholder_group = (SELECT stakeholder_group FROM organisations WHERE organisation_id = $organisation)
      AND submission_id NOT IN (SELECT submission_id FROM own)
),
sides AS (
    SELECT submission_id, true AS is_own FROM own UNION ALL SELECT submission_id, false FROM beside
),
units AS (
    SELECT d.is_own, p.theme_id, p.submission_id, CASE $measure WHEN 'points' THEN p.point_id ELSE p.submission_id END AS unit
    FROM selected_points p JOIN sides d USING (submission_id)
),
totals AS (
    SELECT count(DISTINCT unit) FILTER (is_own) AS total,
           count(DISTINCT unit) FILTER (NOT is_own) AS group_total,
           count(DISTINCT submission_id) FILTER (is_own) AS submissions,
           count(DISTINCT submission_id) FILTER (NOT is_own) AS group_submissions
    FROM units
),
counted AS (
    SELECT theme_id, count(DISTINCT unit) FILTER (is_own) AS raised, count(DISTINCT unit) FILTER (NOT is_own) AS group_raised
    FROM units GROUP BY ALL
)
SELECT c.theme_id, h.title AS theme, c.raised, t.total, round(100.0 * c.raised / t.total, 1) AS share,
       c.group_raised, t.group_total, round(100.0 * c.group_raised / nullif(t.group_total, 0), 1) AS group_share, h.family,
       (SELECT stakeholder_group FROM organisations WHERE organisation_id = $organisation) AS stakeholder_group,
       t.submissions, t.group_submissions
FROM counted c
CROSS JOIN totals t
JOIN themes h USING (theme_id)
WHERE t.total > 0
ORDER BY c.raised DESC, c.group_raised DESC, h.title
