-- title: What was asked for, and what the texts say, theme by theme
-- row: one theme, also where nobody asks for anything on it; the filters theme and family narrow the list
-- parameters: unit
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column asks: integer, units · how many of the unit ask for something on it
-- column asks_total: integer, units · how many of the unit ask for anything
-- column challenges: integer, units · how many of the unit raise it as a challenge
-- column challenges_total: integer, units · how many of the unit raise any challenge
-- column adopted: integer, passages · passages reported from the adopted text
-- column earlier: integer, passages · passages reported from all other texts
-- column new: integer, passages · of all these, new in their text
-- column strengthened: integer, passages · of all these, stronger than in the text before
-- column weakened: integer, passages · of all these, weaker than in the text before
-- column removed: integer, passages · of all these, removed since the text before
-- column kept: integer, passages · of all these, kept from the text before
-- column challenge_submissions: integer, submissions · submissions that raise it as a challenge, whatever the unit
-- column asking_submissions: integer, submissions · submissions that ask for something on it, whatever the unit
-- column asked_place: number · its place by asks, 1 is most, ties share the middle; only themes that 5 submissions ask for something on, the family Other apart
-- column reported_place: number · its place among the same themes by passages reported from the adopted text, counted alike
-- column apart: number, places · reported_place less asked_place: above 0, asked for more than reported; below, the reverse
{% from "shared/reported.sql" import adopted, changes %}
WITH {% include "shared/selection.sql" %},
{% include "shared/points_on_it.sql" %},
counted AS ({{ units(unit, points="theme_id, kind", of="on_any_theme", sizes=true) }}),
totals AS ({{ units(unit, points="kind", of="on_any_theme") }}),
reported AS (
    SELECT t.theme_id, count(p.passage_id) AS passages, count(*) FILTER (p.text_id = {{ adopted }}) AS adopted, {{ changes }}
    FROM themes t
    LEFT JOIN text_passages p ON p.theme_id = t.theme_id
    GROUP BY t.theme_id
),
listed AS (
    SELECT t.theme_id, t.title AS theme, t.family, coalesce(a.count, 0) AS asks,
           (SELECT coalesce(max(count), 0) FROM totals WHERE kind = 'recommendation') AS asks_total,
           coalesce(c.count, 0) AS challenges,
           (SELECT coalesce(max(count), 0) FROM totals WHERE kind = 'challenge') AS challenges_total,
           r.adopted, r.passages - r.adopted AS earlier, r.new, r.strengthened, r.weakened, r.removed, r.kept,
           coalesce(c.submissions, 0) AS challenge_submissions, coalesce(a.submissions, 0) AS asking_submissions,
           coalesce(a.submissions, 0) >= 5 AND t.family <> 'Other' AS compared
    FROM themes t
    JOIN reported r ON r.theme_id = t.theme_id
    LEFT JOIN counted a ON a.theme_id = t.theme_id AND a.kind = 'recommendation'
    LEFT JOIN counted c ON c.theme_id = t.theme_id AND c.kind = 'challenge'
    WHERE true{{ " AND t.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
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
