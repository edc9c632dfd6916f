{# The points that cite action lines, with each line that they cite. Who cites a field of a line cites the line, too. -#}
points_citing AS (
    SELECT p.*, l.action_line_id
    FROM selected_points p
    JOIN point_action_lines c USING (point_key)
    JOIN action_lines a USING (action_line_id)
    JOIN action_lines l ON l.action_line_id IN (c.action_line_id, a.parent_id)
)
