-- title: Which countries take part
-- row: one country with its national organisations; one row a region for regional organisations, and one for all international organisations
-- parameters: unit
-- columns place: country, country_code, scope, region, count, total, share, organisations, submissions
-- columns place: government_submissions, points
-- column country: text · name of the country; empty for regional and international organisations
-- column country_code: text · ISO 3166-1 alpha-3 code of the country; empty for regional and international organisations
-- column scope: text · national, regional or international
-- column region: text · UN M49 region where the organisations are based, or international
-- column count: integer, units · number of units with such an author or signatory; a joint submission counts in each country
-- column organisations: integer, organisations · number of these authors and signatories
-- column submissions: integer, submissions · number of submissions that they wrote or signed
-- column government_submissions: integer, submissions · number of those submissions that a government wrote or signed: a ministry, an authority, a parliament or the state itself
-- column points: integer, points · number of points in these submissions
WITH {% include "shared/selection.sql" %},
placed AS (
    SELECT p.submission_key, organisation_key, CASE o.scope WHEN 'national' THEN o.country_code ELSE '' END AS id,
           o.country, o.scope, o.region, o.stakeholder_group = 'government' AS is_government
    FROM selected_signatories p
    JOIN organisations o USING (organisation_key)
),
points_made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL),
placed_submissions AS (
    SELECT id, country, scope, region, submission_key, points, bool_or(is_government) AS is_government
    FROM placed
    JOIN points_made USING (submission_key)
    GROUP BY ALL
),
organisations_behind AS (
    SELECT id, scope, region, count(DISTINCT organisation_key) AS organisations
    FROM placed
    JOIN points_made USING (submission_key)
    GROUP BY ALL
),
counted AS (
    SELECT id, country, scope, region, b.organisations, count(*) AS submissions,
           count(*) FILTER (is_government) AS government_submissions, sum(points)::BIGINT AS points
    FROM placed_submissions
    JOIN organisations_behind b USING (id, scope, region)
    GROUP BY ALL
),
selected AS ({{ units(unit) }})
SELECT c.country, nullif(c.id, '') AS country_code, c.scope, c.region, c.{{ unit }} AS count, s.count AS total,
       round(100.0 * c.{{ unit }} / s.count, 1) AS share, c.organisations, c.submissions, c.government_submissions, c.points
FROM counted c
CROSS JOIN selected s
ORDER BY c.id = '', c.scope <> 'regional', c.{{ unit }} DESC, c.organisations DESC, c.submissions DESC, c.id, c.region
