-- title: How many submissions each stage of the review has, by stakeholder group
-- row: one stage with one stakeholder group of authors
-- parameters: unit
-- columns: stage_id, stage, short_stage, position, stakeholder_group, count, total
-- column stakeholder_group: text · stakeholder group of the authors; several if they belong to more than one. If organisations are counted, each counts in its own group
-- column count: integer, units · number of units of the group at the stage
-- column total: integer, units · number of units of all groups at the stage
WITH {% include "shared/selection.sql" %},
author_groups AS (
    SELECT x.submission_key, CASE WHEN min(o.stakeholder_group) = max(o.stakeholder_group) THEN min(o.stakeholder_group)
                                  ELSE 'several' END AS stakeholder_group
    FROM signatories x
    JOIN organisations o USING (organisation_key)
    WHERE x.role = 'author' AND x.submission_key IN (SELECT submission_key FROM selected_submissions)
    GROUP BY ALL
),
counted AS (
{% if unit == "organisations" %}
    {{ units(unit, organisations="stakeholder_group", submissions="stage_id") }}
{% else %}
    SELECT s.stage_id, a.stakeholder_group, count(*) AS count
    FROM selected_submissions s
    JOIN author_groups a USING (submission_key)
    {{ "JOIN selected_points USING (submission_key)" if unit == "points" }}
    GROUP BY ALL
{% endif %}
)
SELECT c.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, c.stakeholder_group,
       c.count, CAST(sum(c.count) OVER (PARTITION BY c.stage_id) AS BIGINT) AS total
FROM counted c
JOIN stages g USING (stage_id)
ORDER BY g.position, c.stakeholder_group
