-- title: Submissions at each stage of the review, by stakeholder group
-- row: one stage and one stakeholder group of its authors
-- parameters: unit
-- columns: stage_id, stage, short_stage, position, stakeholder_group, count, total
-- column stakeholder_group: text · the group of the authors; several where they are of more than one (organisations: each one's own group)
-- column count: integer, units · how many units
-- column total: integer, units · how many units of the stage, all groups
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
