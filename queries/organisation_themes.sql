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
WITH asked AS (
    SELECT organisation_key, stakeholder_group FROM organisations WHERE organisation_id = $organisation
),
own AS (
    SELECT submission_key FROM selected_signatory_keys WHERE organisation_key = (SELECT organisation_key FROM asked)
),
beside AS (
    SELECT DISTINCT submission_key FROM selected_signatory_keys
    WHERE stakeholder_group = (SELECT stakeholder_group FROM asked) AND submission_key NOT IN (SELECT submission_key FROM own)
),
sides AS (
    SELECT submission_key, true AS is_own FROM own UNION ALL SELECT submission_key, false FROM beside
),
counted AS (
    SELECT p.theme_key, count(*) FILTER (d.is_own AND ($measure = 'points' OR p.first_on_theme)) AS raised,
           count(*) FILTER (NOT d.is_own AND ($measure = 'points' OR p.first_on_theme)) AS group_raised
    FROM selected_point_keys p JOIN sides d USING (submission_key)
    GROUP BY ALL
),
texts AS (
    SELECT count(*) FILTER (is_own) AS submissions, count(*) FILTER (NOT is_own) AS group_submissions
    FROM sides
    WHERE submission_key IN (SELECT submission_key FROM selected_point_keys)
),
totals AS (
    SELECT x.submissions, x.group_submissions, CASE $measure WHEN 'points' THEN c.points ELSE x.submissions END AS total,
           CASE $measure WHEN 'points' THEN c.group_points ELSE x.group_submissions END AS group_total
    FROM texts x CROSS JOIN (SELECT sum(raised)::BIGINT AS points, sum(group_raised)::BIGINT AS group_points FROM counted) c
)
SELECT h.theme_id, h.title AS theme, c.raised, t.total, round(100.0 * c.raised / t.total, 1) AS share,
       c.group_raised, t.group_total, round(100.0 * c.group_raised / nullif(t.group_total, 0), 1) AS group_share, h.family,
       (SELECT stakeholder_group FROM asked) AS stakeholder_group,
       t.submissions, t.group_submissions
FROM counted c
CROSS JOIN totals t
JOIN themes h USING (theme_key)
WHERE t.total > 0
ORDER BY c.raised DESC, c.group_raised DESC, h.title
