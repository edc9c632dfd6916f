-- title: What was asked for and what the adopted text says, theme by theme
-- row: one theme, also if nobody asks for anything on it. The filters theme and family choose the themes. Only submissions made to the adopted text are counted
-- parameters: unit
-- column theme_id: text · id of the theme
-- column theme: text · title of the theme
-- column family: text · the family that the theme belongs to
-- column asks: integer, units · number of units that ask for something on the theme
-- column asks_total: integer, units · number of units that ask for something on any theme
-- column challenges: integer, units · number of units that raise the theme as a challenge
-- column challenges_total: integer, units · number of units that raise any challenge
-- column paragraphs: integer, paragraphs · number of paragraphs of the adopted text on the theme; 0 if it was not read whole
-- column all_paragraphs: integer, paragraphs · number of all paragraphs of the adopted text that were read
-- column challenge_submissions: integer, submissions · number of submissions that raise the theme as a challenge, whatever is counted
-- column asking_submissions: integer, submissions · number of submissions that ask for something on the theme, whatever is counted
-- column asked_place: number · rank of the theme by requests: 1 is the most, and equal themes share the middle of their ranks. Only for themes that 5 or more submissions ask for, where the adopted text was read whole; the family Other is left out
-- column text_place: number · rank of the theme by paragraphs of the adopted text, among the same themes and counted in the same way
-- column apart: number, places · text_place minus asked_place. Above 0, the theme ranks higher by requests than by paragraphs; below 0, lower
{% set made_to = "adopted" %}
WITH {% include "shared/selection.sql" %},
{% include "shared/points_on_it.sql" %},
counted AS ({{ units(unit, points="theme_id, kind", of="on_any_theme", sizes=true) }}),
totals AS ({{ units(unit, points="kind", of="on_any_theme") }}),
read_whole AS (SELECT coalesce(max(paragraph_count), 0) AS all_paragraphs FROM texts WHERE adopted),
listed AS (
    SELECT t.theme_id, t.title AS theme, t.family, coalesce(a.count, 0) AS asks,
           (SELECT coalesce(max(count), 0) FROM totals WHERE kind = 'recommendation') AS asks_total,
           coalesce(c.count, 0) AS challenges,
           (SELECT coalesce(max(count), 0) FROM totals WHERE kind = 'challenge') AS challenges_total,
           t.paragraph_count AS paragraphs, r.all_paragraphs,
           coalesce(c.submissions, 0) AS challenge_submissions, coalesce(a.submissions, 0) AS asking_submissions,
           coalesce(a.submissions, 0) >= 5 AND t.family <> 'Other' AND r.all_paragraphs > 0 AS compared
    FROM themes t
    CROSS JOIN read_whole r
    LEFT JOIN counted a ON a.theme_id = t.theme_id AND a.kind = 'recommendation'
    LEFT JOIN counted c ON c.theme_id = t.theme_id AND c.kind = 'challenge'
    WHERE true{{ " AND t.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
),
placed AS (
    SELECT *,
           CASE WHEN compared THEN rank() OVER (PARTITION BY compared ORDER BY asks DESC)
                                   + (count(*) OVER (PARTITION BY compared, asks) - 1) / 2 END AS asked_place,
           CASE WHEN compared THEN rank() OVER (PARTITION BY compared ORDER BY paragraphs DESC)
                                   + (count(*) OVER (PARTITION BY compared, paragraphs) - 1) / 2 END AS text_place
    FROM listed
)
SELECT * EXCLUDE (compared), text_place - asked_place AS apart
FROM placed
ORDER BY asks DESC, challenges DESC, theme
