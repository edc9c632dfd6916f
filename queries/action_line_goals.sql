-- title: Which goals each action line serves, by the matrix of action lines and goals
-- row: one action line with one goal, where the matrix links the two or a selected point cites both
-- parameter pairs: all | filtered · under a filter on action lines or goals: all pairs, or only those of the action lines and goals filtered by
-- columns: action_line, goal, number, link, fields, submissions, organisations, points, source_url, action_line_id
-- columns: sdg
-- column goal: text · title of the goal
-- column number: integer · number of the goal
-- column link: text · itself: the matrix links the two. fields: it links fields of the action line. none: it links neither
-- column fields: text · ids of the fields that the matrix links with the goal, separated by semicolons
-- column submissions: integer, submissions · number of selected submissions with a point that cites both
-- column points: integer, points · number of selected points that cite both
-- column source_url: text · address of the page with the matrix
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
linked AS (
    SELECT l.action_line_id, m.sdg, bool_or(l.action_line_id = m.action_line_id) AS itself,
           string_agg(m.action_line_id, '; ' ORDER BY m.action_line_id)
               FILTER (l.action_line_id <> m.action_line_id) AS fields,
           min(m.source_url) AS source_url
    FROM action_line_sdgs m
    JOIN action_lines a USING (action_line_id)
    JOIN action_lines l ON l.action_line_id IN (m.action_line_id, a.parent_id)
    GROUP BY ALL
),
cited AS ({{ measures("action_line_id, sdg", of="points_citing JOIN point_sdgs USING (point_key)") }})
SELECT {{ line_name("l") }} AS action_line, g.title AS goal, sdg AS number,
       CASE WHEN m.itself THEN 'itself' WHEN m.fields IS NOT NULL THEN 'fields' ELSE 'none' END AS link, m.fields,
       coalesce(c.submissions, 0) AS submissions, coalesce(c.organisations, 0) AS organisations,
       coalesce(c.points, 0) AS points, m.source_url, action_line_id, sdg::VARCHAR AS sdg
FROM linked m
FULL JOIN cited c USING (action_line_id, sdg)
JOIN action_lines l USING (action_line_id)
JOIN sdgs g USING (sdg)
WHERE true
{{ "  AND action_line_id IN $filter_action_line" if pairs == "filtered" and active.action_line }}
{{ "  AND sdg::VARCHAR IN $filter_sdg" if pairs == "filtered" and active.sdg }}
ORDER BY try_cast(regexp_extract(action_line_id, '\d+') AS INTEGER), action_line_id, number
