-- title: Which organisations make the same kinds of points on the same themes
-- row: one other organisation with at least 3 points; both must make the same kind of point on the same theme
-- parameters: organisation, common
-- parameter common: left-out | kept · whether the submissions that both wrote or signed are left out or kept; they alone make two organisations similar
-- columns other: organisation, similarity, shared_themes, own_points, points, common, stakeholder_group
-- columns other: country, label, theme_ids, organisation_id
-- column similarity: number · how similar the two are, from 0 (nothing in common) to 1 (the same mix). It is the cosine of their numbers of points by kind and theme
-- column shared_themes: text · titles of the themes on which both make the same kind of point, separated by semicolons; those that add most to the similarity come first
-- column own_points: integer, points · number of selected points of the organisation that are compared
-- column points: integer, points · number of selected points of the other organisation that are compared
-- column common: integer, submissions · number of selected submissions that both wrote or signed
-- column theme_ids: text · ids of these themes in the same order, separated by semicolons
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT submission_key FROM selected_signatories WHERE organisation_id = $organisation),
others AS (
    SELECT organisation_key, submission_key, submission_key IN (SELECT submission_key FROM of_this) AS in_common
    FROM selected_signatories
    WHERE organisation_id <> $organisation
),
common AS (SELECT organisation_key, count(*) FILTER (in_common) AS common FROM others GROUP BY ALL),
{# Each pair of theme and kind has a number: grouping by numbers takes a third less time with a million submissions. #}
pairs AS (
    SELECT theme_id, kind, (row_number() OVER (ORDER BY theme_id, kind))::SMALLINT AS pair
    FROM (SELECT DISTINCT theme_id, kind FROM selected_points)
),
numbered_points AS (SELECT submission_key, pair FROM selected_points JOIN pairs USING (theme_id, kind)),
own_profile AS (SELECT pair, count(*) AS points FROM numbered_points JOIN of_this USING (submission_key) GROUP BY ALL),
profiles AS (
    SELECT organisation_key, pair,
{% if common == "kept" %}
           count(*) AS points, 0 AS left_out
{% else %}
           count(*) FILTER (NOT in_common) AS points, count(*) FILTER (in_common) AS left_out
{% endif %}
    FROM others
    JOIN numbered_points USING (submission_key)
    GROUP BY ALL
),
sizes AS (
    SELECT organisation_key, sum(points * points) AS square, sum(points)::BIGINT AS points FROM profiles GROUP BY ALL
),
own_sizes AS (SELECT sum(points * points) AS square, sum(points)::BIGINT AS points FROM own_profile),
cells AS (
    SELECT organisation_key, pair, w.points AS own_with_common, w.points - p.left_out AS own, p.points AS other
    FROM profiles p
    JOIN own_profile w USING (pair)
),
compared AS (
    SELECT organisation_key, sum(own * other) AS product,
           any_value(s.square) - sum(own_with_common * own_with_common - own * own) AS own_square,
           any_value(s.points) - sum(own_with_common - own)::BIGINT AS own_points
    FROM cells
    CROSS JOIN own_sizes s
    GROUP BY ALL
    HAVING product > 0
),
listed AS (
    SELECT o.*, (m.product * m.product)::DOUBLE / (m.own_square * z.square)::DOUBLE AS squared, m.own_points, z.points
    FROM compared m
    JOIN sizes z USING (organisation_key)
    JOIN organisations o USING (organisation_key)
    WHERE m.own_points >= 3 AND z.points >= 3
    {{ "ORDER BY squared DESC, z.points DESC, o.name LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
){{ "," if rows != "number" }}
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
by_theme AS (
    SELECT organisation_key, theme_id, sum(own * other) AS product
    FROM cells
    JOIN pairs USING (pair)
    WHERE organisation_key IN (SELECT organisation_key FROM listed)
    GROUP BY ALL
    HAVING product > 0
),
shared AS (
    SELECT organisation_key, string_agg(title, '; ' ORDER BY product DESC, title) AS shared_themes,
           string_agg(theme_id, '; ' ORDER BY product DESC, title) AS theme_ids
    FROM by_theme
    JOIN themes USING (theme_id)
    GROUP BY ALL
)
SELECT l.name AS organisation, round(sqrt(l.squared), 2) AS similarity, s.shared_themes, l.own_points, l.points, c.common,
       l.stakeholder_group, l.country, l.label, s.theme_ids, l.organisation_id
FROM listed l
JOIN shared s USING (organisation_key)
JOIN common c USING (organisation_key)
ORDER BY l.squared DESC, l.points DESC, l.name
{% endif %}
