-- As what each action line is cited: reads raised (id, submission_id, point_id) and the parameter unit;
-- gives measured (action_line_id, id, submissions, organisations, points, count, total). A line is cited with its fields.
cited AS (
    SELECT DISTINCT l.action_line_id, r.*
    FROM raised r
    JOIN point_action_lines c USING (point_id)
    JOIN action_lines a USING (action_line_id)
    JOIN action_lines l ON l.action_line_id = a.action_line_id OR l.action_line_id = a.parent_id
),
behind AS (
    SELECT c.*, e.organisation_id FROM cited c LEFT JOIN selected_signatories e USING (submission_id)
),
totals AS (
    SELECT CASE $unit WHEN 'points' THEN count(DISTINCT point_id)
                      WHEN 'organisations' THEN count(DISTINCT organisation_id)
                      ELSE count(DISTINCT submission_id) END AS total
    FROM behind
),
counted AS (
    SELECT action_line_id, id, count(DISTINCT submission_id) AS submissions,
           count(DISTINCT organisation_id) AS organisations, count(DISTINCT point_id) AS points
    FROM behind
    GROUP BY ALL
),
measured AS (
    SELECT c.*, t.total, CASE $unit WHEN 'points' THEN c.points WHEN 'organisations' THEN c.organisations ELSE c.submissions END AS count
    FROM counted c
    CROSS JOIN totals t
)
