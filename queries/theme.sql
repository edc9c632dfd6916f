-- title: One theme: its definition, and how often submissions raise it
-- row: the theme
-- parameters: theme
-- columns: theme_id, theme, family, definition, claims, paragraphs, all_paragraphs, asking, asked
-- columns: passages, submissions, organisations, points, total
-- column paragraphs: integer, paragraphs · number of paragraphs of the adopted text on the theme; 0 if it was not read whole
-- column all_paragraphs: integer, paragraphs · number of all paragraphs of the adopted text that were read
-- column asking: integer, submissions · number of selected submissions, made to the adopted text, that ask for something or take a position on the theme
-- column asked: integer, submissions · number of selected submissions that were made to the adopted text
-- column passages: integer, passages · number of passages of the drafts and the adopted text on the theme, as public pages report them
-- column submissions: integer, submissions · number of selected submissions that raise the theme
-- column points: integer, points · number of selected points on the theme
-- column total: integer, submissions · number of submissions in the selection
{% from "shared/reported.sql" import of_others %}
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE theme_id = $theme),
made_to_it AS (
    SELECT submission_key FROM selected_submissions WHERE stage_id NOT IN (SELECT stage_id FROM {{ of_others }})
),
raising AS ({{ measures("theme_id", of="of_this") }})
SELECT t.theme_id, t.title AS theme, t.family, t.definition,
       t.claim_count AS claims, t.paragraph_count AS paragraphs,
       coalesce((SELECT paragraph_count FROM texts WHERE adopted), 0) AS all_paragraphs,
       (SELECT count(DISTINCT submission_key) FROM of_this JOIN made_to_it USING (submission_key)
        WHERE kind IN ('recommendation', 'position')) AS asking,
       (SELECT count(*) FROM made_to_it) AS asked,
       t.passage_count AS passages,
       coalesce(r.submissions, 0) AS submissions, coalesce(r.organisations, 0) AS organisations,
       coalesce(r.points, 0) AS points, (SELECT count(*) FROM selected_submissions) AS total
FROM themes t
LEFT JOIN raising r ON r.theme_id = t.theme_id
WHERE t.theme_id = $theme
