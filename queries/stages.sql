-- title: How many submissions each stage of the review has, by stakeholder group
-- row: one stage with one stakeholder group of authors
-- parameters: unit
-- columns: stage_id, stage, short_stage, position, stakeholder_group, count, total
-- column stakeholder_group: text · stakeholder group of the authors; several if they belong to more than one. If organisations are counted, each counts in its own group
-- column count: integer, units · number of units of the group at the stage
-- column total: integer, units · number of units of all groups at the stage
{% set submission_columns = "submission_key, stage_id, author_group" %}
WITH {% include "shared/selection.sql" %},
counted AS (
{% if unit == "organisations" %}
    {{ units(unit, organisations="stakeholder_group", submissions="stage_id") }}
{% else %}
    SELECT stage_id, author_group AS stakeholder_group, count(*) AS count
    FROM selected_submissions
    {{ "JOIN selected_points USING (submission_key)" if unit == "points" }}
    WHERE author_group IS NOT NULL
    GROUP BY ALL
{% endif %}
)
SELECT c.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, c.stakeholder_group,
       c.count, CAST(sum(c.count) OVER (PARTITION BY c.stage_id) AS BIGINT) AS total
FROM counted c
JOIN stages g USING (stage_id)
ORDER BY g.position, c.stakeholder_group
