-- As what each action line is cited: reads raised (id, submission_key, point_key) and the parameter unit;
-- gives measured (action_line_id, id, submissions, organisations, points, count, total). A line is cited with its fields.
cited AS (
    SELECT DISTINCT l.action_line_id, r.*
    FROM raised r
    JOIN point_action_lines c USING (point_key)
    JOIN action_lines a USING (action_line_id)
    JOIN action_lines l ON l.action_line_id = c.action_line_id OR l.action_line_id = a.parent_id
),
behind AS (
    SELECT c.*, e.organisation_key FROM cited c LEFT JOIN selected_signatory_keys e USING (submission_key)
),
totals AS (
    SELECT CASE $unit WHEN 'points' THEN count(DISTINCT point_key)
                      WHEN 'organisations' THEN count(DISTINCT organisation_key)
                      ELSE count(DISTINCT submission_key) END AS total
    FROM behind
),
counted AS (
    SELECT action_line_id, id, count(DISTINCT submission_key) AS submissions,
           count(DISTINCT organisation_key) AS organisations, count(DISTINCT point_key) AS points
    FROM behind
    GROUP BY ALL
),
measured AS (
    SELECT c.*, t.total, CASE $unit WHEN 'points' THEN c.points WHEN 'organisations' THEN c.organisations ELSE c.submissions END AS count
    FROM counted c
    CROSS JOIN totals t
)
