-- title: What was asked for, and what the texts are reported to say
-- row: one theme, also where nobody asks for something on it; the filters theme and family narrow the list
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column asks: integer, units · how many of the unit ask for something on it
-- column asks_total: integer, units · how many of the unit ask for something at all
-- column challenges: integer, units · how many of the unit name it as a challenge
-- column challenges_total: integer, units · how many of the unit name a challenge at all
-- column adopted: integer, passages · passages reported from the adopted text
-- column earlier: integer, passages · passages reported from all other texts
-- column new: integer, passages · of all these, new against the text before
-- column strengthened: integer, passages · of all these, strengthened
-- column weakened: integer, passages · of all these, weakened
-- column removed: integer, passages · of all these, taken out
-- column kept: integer, passages · of all these, kept
-- column challenge_submissions: integer, submissions · submissions that name it as a challenge, whatever the unit
-- column asking_submissions: integer, submissions · submissions that ask for something on it, whatever the unit
-- column asked_place: number · its place by asks, 1 is most, ties share the middle; only themes that 5 submissions ask for something on, the family Other apart
-- column reported_place: number · its place among the same themes by passages reported from the adopted text, counted alike
-- column apart: number, places · reported_place less asked_place: above 0, asked for more than reported; below, the reverse
WITH raised AS (
    SELECT p.submission_key, p.theme_key, p.kind, p.first_as_kind
    FROM selected_point_keys p
    WHERE p.kind IN ('challenge', 'recommendation')
      AND EXISTS (SELECT 1 FROM point_keys a JOIN themes b USING (theme_key) WHERE a.submission_key = p.submission_key AND a.kind = p.kind AND list_contains($also_theme, b.theme_id)) -- when also_theme
),
sizes AS (
    SELECT theme_key, kind, count(*) FILTER (first_as_kind) AS submissions, count(*) AS points FROM raised GROUP BY ALL
),
units AS (
    SELECT theme_key, kind, CASE $unit WHEN 'points' THEN points ELSE submissions END AS units
    FROM sizes
    WHERE $unit <> 'organisations'
    UNION ALL
    SELECT theme_key, kind, count(*)
    FROM (SELECT DISTINCT r.theme_key, r.kind, e.organisation_key FROM raised r JOIN selected_signatory_keys e USING (submission_key)
          WHERE r.first_as_kind)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
of_kinds AS (
    SELECT DISTINCT kind, submission_key FROM raised WHERE first_as_kind AND $unit <> 'points'
),
kinds AS (
    SELECT kind, CAST(sum(points) AS BIGINT) AS units FROM sizes WHERE $unit = 'points' GROUP BY ALL
    UNION ALL
    SELECT kind, count(*) FROM of_kinds WHERE $unit = 'submissions' GROUP BY ALL
    UNION ALL
    SELECT kind, count(DISTINCT organisation_key) FROM of_kinds JOIN selected_signatory_keys USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
counted AS (
    SELECT theme_key, max(units) FILTER (kind = 'challenge') AS challenges, max(units) FILTER (kind = 'recommendation') AS asks,
           max(z.submissions) FILTER (kind = 'challenge') AS challenge_submissions,
           max(z.submissions) FILTER (kind = 'recommendation') AS asking_submissions
    FROM units JOIN sizes z USING (theme_key, kind)
    GROUP BY ALL
),
totals AS (
    SELECT coalesce(max(units) FILTER (kind = 'challenge'), 0) AS challenges_total,
           coalesce(max(units) FILTER (kind = 'recommendation'), 0) AS asks_total
    FROM kinds
),
reported AS (
    SELECT p.theme_id,
           count(*) FILTER (p.text_id = (SELECT text_id FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1)) AS adopted,
           count(*) AS passages,
           count(*) FILTER (p.change = 'new') AS new,
           count(*) FILTER (p.change = 'strengthened') AS strengthened,
           count(*) FILTER (p.change = 'weakened') AS weakened,
           count(*) FILTER (p.change = 'removed') AS removed,
           count(*) FILTER (p.change = 'kept') AS kept
    FROM text_passages p
    GROUP BY p.theme_id
),
listed AS (
    SELECT t.theme_id, t.title AS theme, t.family,
           coalesce(c.asks, 0) AS asks, s.asks_total, coalesce(c.challenges, 0) AS challenges, s.challenges_total,
           coalesce(r.adopted, 0) AS adopted, coalesce(r.passages - r.adopted, 0) AS earlier,
           coalesce(r.new, 0) AS new, coalesce(r.strengthened, 0) AS strengthened, coalesce(r.weakened, 0) AS weakened,
           coalesce(r.removed, 0) AS removed, coalesce(r.kept, 0) AS kept,
           coalesce(c.challenge_submissions, 0) AS challenge_submissions, coalesce(c.asking_submissions, 0) AS asking_submissions,
           coalesce(c.asking_submissions, 0) >= 5 AND t.family <> 'Other' AS compared
    FROM themes t
    CROSS JOIN totals s
    LEFT JOIN counted c USING (theme_key)
    LEFT JOIN reported r USING (theme_id)
    WHERE true
      AND list_contains($theme, t.theme_id) -- when theme
      AND list_contains($family, t.family) -- when family
),
placed AS (
    SELECT *,
           CASE WHEN compared THEN rank() OVER (PARTITION BY compared ORDER BY asks DESC)
                                   + (count(*) OVER (PARTITION BY compared, asks) - 1) / 2 END AS asked_place,
           CASE WHEN compared THEN rank() OVER (PARTITION BY compared ORDER BY adopted DESC)
                                   + (count(*) OVER (PARTITION BY compared, adopted) - 1) / 2 END AS reported_place
    FROM listed
)
SELECT * EXCLUDE (compared), reported_place - asked_place AS apart
FROM placed
ORDER BY asks DESC, challenges DESC, theme
