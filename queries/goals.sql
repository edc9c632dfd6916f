-- title: The Sustainable Development Goals, and how often submissions cite them
-- row: one goal, also if no selected point cites it
-- columns: goal, number, submissions, organisations, points, action_lines, sdg
-- column goal: text · title of the goal
-- column number: integer · number of the goal
-- column submissions: integer, submissions · number of selected submissions with a point that cites the goal
-- column points: integer, points · number of selected points that cite the goal
-- column action_lines: integer, action lines · number of action lines that the matrix links with the goal; each field counts by itself
WITH {% include "shared/selection.sql" %},
cited AS ({{ measures("sdg", of="selected_points JOIN point_sdgs USING (point_key)") }}),
linked AS (SELECT sdg, count(*) AS action_lines FROM action_line_sdgs GROUP BY ALL)
SELECT g.title AS goal, g.sdg AS number, coalesce(c.submissions, 0) AS submissions,
       coalesce(c.organisations, 0) AS organisations, coalesce(c.points, 0) AS points,
       coalesce(l.action_lines, 0) AS action_lines, g.sdg::VARCHAR AS sdg
FROM sdgs g
LEFT JOIN cited c USING (sdg)
LEFT JOIN linked l USING (sdg)
ORDER BY number
