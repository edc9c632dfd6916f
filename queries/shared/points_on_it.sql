{# The points to hold beside what became of a theme. Under the filter on a theme that is raised besides, only those of the kind as
   which their submission raises that theme, too. `on_any_theme` are challenges and recommendations among them. -#}
said AS (
    SELECT p.submission_key, p.point_key, p.theme_id, p.kind, coalesce(p.claim_id, 'none') AS claim_id
    FROM selected_points p
{% if active.also_theme %}
    WHERE EXISTS (SELECT 1 FROM points a WHERE a.submission_key = p.submission_key AND a.kind = p.kind
                  AND a.theme_id IN $filter_also_theme)
{% endif %}
),
on_any_theme AS (SELECT * FROM said WHERE kind IN ('challenge', 'recommendation'))
