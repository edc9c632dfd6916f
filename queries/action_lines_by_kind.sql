-- title: In which kinds of points each action line is cited
-- row: one action line (or one of its fields) with one kind of point that cites it
-- parameters: unit, lines
-- parameter lines: all | filtered · under a filter on action lines: all action lines that the selected points cite, or only those filtered by
-- columns action_line: action_line, kind, count, total, share, submissions, organisations, points, action_line_id
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
cited AS ({{ measures("action_line_id, kind", of="points_citing") }}),
total AS ({{ units(unit, of="points_citing") }})
SELECT {{ line_name("l") }} AS action_line, c.kind, c.{{ unit }} AS count, t.count AS total,
       round(100.0 * c.{{ unit }} / t.count, 1) AS share, c.submissions, c.organisations, c.points, c.action_line_id
FROM cited c
CROSS JOIN total t
JOIN action_lines l ON l.action_line_id = c.action_line_id
{{ "WHERE c.action_line_id IN $filter_action_line" if lines == "filtered" and active.action_line }}
ORDER BY try_cast(regexp_extract(c.action_line_id, '\d+') AS INTEGER), c.action_line_id, c.kind
