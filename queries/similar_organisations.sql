-- title: Which organisations say the same
-- row: one other organisation of at least 3 points with which the organisation shares a kind of point on a theme
-- parameter organisation: text · organisation_id
-- parameter common: left-out | kept · the submissions that both stand behind, which are alike as they are the same
-- column organisation: text · name of the other
-- column similarity: number · cosine of the two profiles, from 0 (nothing alike) to 1 (the same mix); a profile is how many points are of each kind on each theme
-- column shared_themes: text · themes that both raise as the same kind of point, those that make them most alike first, separated by semicolons
-- column own_points: integer, points · selected points of the organisation that are compared
-- column points: integer, points · selected points of the other that are compared
-- column common: integer, submissions · selected submissions that both stand behind
-- column stakeholder_group: text · group of the other
-- column country: text · country of the other's seat; empty for international bodies
-- column label: text · short name of the other where it has one
-- column theme_ids: text · ids of the shared themes in the same order, separated by semicolons
-- column organisation_id: text · the other
WITH own AS (
    SELECT submission_key FROM selected_signatory_keys WHERE organisation_key = (SELECT organisation_key FROM organisations WHERE organisation_id = $organisation)
),
parts AS (
    SELECT organisation_key, submission_key, submission_key IN (SELECT submission_key FROM own) AS both_behind
    FROM selected_signatory_keys
    WHERE organisation_key <> (SELECT organisation_key FROM organisations WHERE organisation_id = $organisation)
),
common AS (
    SELECT organisation_key, count(*) FILTER (both_behind) AS common FROM parts GROUP BY ALL
),
own_profile AS (
    SELECT theme_key, kind, count(*) AS n FROM selected_point_keys WHERE submission_key IN (SELECT submission_key FROM own) GROUP BY ALL
),
profiles AS (
    SELECT s.organisation_key, p.theme_key, p.kind,
           count(*) FILTER ($common = 'kept' OR NOT s.both_behind) AS n,
           count(*) FILTER ($common <> 'kept' AND s.both_behind) AS away
    FROM parts s JOIN selected_point_keys p USING (submission_key)
    GROUP BY ALL
),
cells AS (
    SELECT c.organisation_key, w.theme_key, w.kind, w.n - coalesce(p.away, 0) AS a, coalesce(p.n, 0) AS b
    FROM common c
    CROSS JOIN own_profile w
    LEFT JOIN profiles p ON p.organisation_key = c.organisation_key AND p.theme_key = w.theme_key AND p.kind = w.kind
),
alike AS (
    SELECT organisation_key, sum(a * b) AS product, sum(a * a) AS own_square, sum(a)::BIGINT AS own_points FROM cells GROUP BY ALL
),
others AS (
    SELECT organisation_key, sum(n * n) AS square, sum(n)::BIGINT AS points FROM profiles GROUP BY ALL
),
by_theme AS (
    SELECT organisation_key, theme_key, sum(a * b) AS product FROM cells GROUP BY ALL HAVING sum(a * b) > 0
),
shared AS (
    SELECT b.organisation_key, string_agg(h.title, '; ' ORDER BY b.product DESC, h.title) AS shared_themes,
           string_agg(h.theme_id, '; ' ORDER BY b.product DESC, h.title) AS theme_ids
    FROM by_theme b JOIN themes h USING (theme_key)
    GROUP BY ALL
),
measured AS (
    SELECT a.organisation_key, (a.product * a.product)::DOUBLE / (a.own_square * x.square)::DOUBLE AS squared, a.own_points, x.points
    FROM alike a JOIN others x USING (organisation_key)
    WHERE a.product > 0 AND a.own_points >= 3 AND x.points >= 3
)
SELECT o.name AS organisation, round(sqrt(m.squared), 2) AS similarity, s.shared_themes, m.own_points, m.points, c.common,
       o.stakeholder_group, o.country, o.label, s.theme_ids, o.organisation_id
FROM measured m
JOIN shared s USING (organisation_key)
JOIN common c USING (organisation_key)
JOIN organisations o USING (organisation_key)
ORDER BY m.squared DESC, m.points DESC, o.name
