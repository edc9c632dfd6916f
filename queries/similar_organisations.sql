-- title: Which organisations make the same kinds of points on the same themes
-- row: one other organisation with at least 3 points; both must make the same kind of point on the same theme
-- parameters: organisation, common
-- parameter common: left-out | kept · whether the submissions that both wrote or signed are left out or kept; they alone make two organisations alike
-- columns other: organisation, similarity, shared_themes, own_points, points, common, stakeholder_group
-- columns other: country, label, theme_ids, organisation_id
-- column similarity: number · how alike the two are, from 0 (nothing in common) to 1 (the same mix). It is the cosine of their numbers of points by kind and theme
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
own_profile AS (
    SELECT theme_id, kind, count(*) AS points
    FROM selected_points
    JOIN of_this USING (submission_key)
    GROUP BY ALL
),
profiles AS (
    SELECT organisation_key, theme_id, kind,
{% if common == "kept" %}
           count(*) AS points, 0 AS left_out
{% else %}
           count(*) FILTER (NOT in_common) AS points, count(*) FILTER (in_common) AS left_out
{% endif %}
    FROM others
    JOIN selected_points USING (submission_key)
    GROUP BY ALL
),
sizes AS (
    SELECT organisation_key, sum(points * points) AS square, sum(points)::BIGINT AS points FROM profiles GROUP BY ALL
),
cells AS (
    SELECT c.organisation_key, w.theme_id, w.points - coalesce(p.left_out, 0) AS own, coalesce(p.points, 0) AS other
    FROM common c
    CROSS JOIN own_profile w
    LEFT JOIN profiles p ON p.organisation_key = c.organisation_key AND p.theme_id = w.theme_id AND p.kind = w.kind
),
compared AS (
    SELECT organisation_key, sum(own * other) AS product, sum(own * own) AS own_square, sum(own)::BIGINT AS own_points
    FROM cells
    GROUP BY ALL
),
by_theme AS (
    SELECT organisation_key, theme_id, sum(own * other) AS product FROM cells GROUP BY ALL HAVING product > 0
),
shared AS (
    SELECT organisation_key, string_agg(title, '; ' ORDER BY product DESC, title) AS shared_themes,
           string_agg(theme_id, '; ' ORDER BY product DESC, title) AS theme_ids
    FROM by_theme
    JOIN themes USING (theme_id)
    GROUP BY ALL
)
SELECT o.name AS organisation, round(sqrt((m.product * m.product)::DOUBLE / (m.own_square * z.square)::DOUBLE), 2) AS similarity,
       s.shared_themes, m.own_points, z.points, c.common, o.stakeholder_group, o.country, o.label, s.theme_ids,
       o.organisation_id
FROM compared m
JOIN sizes z USING (organisation_key)
JOIN shared s USING (organisation_key)
JOIN common c USING (organisation_key)
JOIN organisations o USING (organisation_key)
WHERE m.own_points >= 3 AND z.points >= 3
ORDER BY (m.product * m.product)::DOUBLE / (m.own_square * z.square)::DOUBLE DESC, z.points DESC, o.name
