-- title: How much of what matches the filters cites an action line or a goal
-- row: one measure: submissions, organisations or points
-- column measure: text · what is counted
-- column action_lines: integer, units · number of units with a selected point that cites an action line or a field of one
-- column goals: integer, units · number of units with a selected point that cites a goal
-- column selected: integer, units · number of units in the selection
WITH {% include "shared/selection.sql" %},
citing_lines AS (SELECT * FROM selected_points WHERE point_key IN (SELECT point_key FROM point_action_lines)),
citing_goals AS (SELECT * FROM selected_points WHERE point_key IN (SELECT point_key FROM point_sdgs)),
counted AS (
{% for unit in ("submissions", "organisations", "points") %}
    {{ "UNION ALL" if not loop.first }}
    SELECT {{ loop.index }} AS place, '{{ unit }}' AS measure,
           (SELECT count FROM ({{ units(unit, of="citing_lines") }})) AS action_lines,
           (SELECT count FROM ({{ units(unit, of="citing_goals") }})) AS goals,
           (SELECT count FROM ({{ units(unit) }})) AS selected
{% endfor %}
)
SELECT measure, action_lines, goals, selected FROM counted ORDER BY place
