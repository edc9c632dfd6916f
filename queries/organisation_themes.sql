-- title: What an organisation raises, compared with its stakeholder group
-- row: one theme of the selected submissions that the organisation, or another organisation of its group, wrote or signed
-- parameters: organisation, measure
-- parameter measure: submissions | points · what is counted
-- columns: theme_id, theme, raised, total, share, group_raised, group_total, group_share, family, stakeholder_group
-- columns: submissions, group_submissions
-- column raised: integer, units · number of the organisation's units that raise the theme; 0 if only others of its group raise it
-- column total: integer, units · number of the organisation's units: selected submissions with points that it wrote or signed, or their points
-- column share: number, percent · raised as a percentage of total
-- column group_raised: integer, units · number of the group's other units that raise the theme
-- column group_total: integer, units · number of the group's other units: selected submissions with points that others of the group wrote or signed and the organisation did not, or their points
-- column group_share: number, percent · group_raised as a percentage of group_total; empty if there are none
-- column stakeholder_group: text · stakeholder group of the organisation
-- column submissions: integer, submissions · number of the organisation's selected submissions with points, whatever is counted
-- column group_submissions: integer, submissions · number of the group's other selected submissions with points, whatever is counted
{% set number = "count(DISTINCT point_key)" if measure == "points" else "count(DISTINCT submission_key)" %}
WITH {% include "shared/selection.sql" %},
asked AS (SELECT organisation_id, stakeholder_group FROM organisations WHERE organisation_id = $organisation),
of_this AS (SELECT submission_key FROM selected_signatories WHERE organisation_id = $organisation),
of_group AS (
    SELECT DISTINCT submission_key
    FROM selected_signatories
    JOIN organisations USING (organisation_key)
    WHERE stakeholder_group = (SELECT stakeholder_group FROM asked)
      AND submission_key NOT IN (SELECT submission_key FROM of_this)
),
said AS (
    SELECT submission_key, point_key, theme_id, true AS by_this FROM selected_points JOIN of_this USING (submission_key)
    UNION ALL
    SELECT submission_key, point_key, theme_id, false FROM selected_points JOIN of_group USING (submission_key)
),
counted AS (
    SELECT theme_id, {{ number }} FILTER (by_this) AS raised, {{ number }} FILTER (NOT by_this) AS group_raised
    FROM said
    GROUP BY ALL
),
totals AS (
    SELECT {{ number }} FILTER (by_this) AS total, {{ number }} FILTER (NOT by_this) AS group_total,
           count(DISTINCT submission_key) FILTER (by_this) AS submissions,
           count(DISTINCT submission_key) FILTER (NOT by_this) AS group_submissions
    FROM said
)
SELECT h.theme_id, h.title AS theme, c.raised, t.total, round(100.0 * c.raised / t.total, 1) AS share,
       c.group_raised, t.group_total, round(100.0 * c.group_raised / nullif(t.group_total, 0), 1) AS group_share,
       h.family, (SELECT stakeholder_group FROM asked) AS stakeholder_group, t.submissions, t.group_submissions
FROM counted c
CROSS JOIN totals t
JOIN themes h ON h.theme_id = c.theme_id
WHERE t.total > 0
ORDER BY c.raised DESC, c.group_raised DESC, h.title
