-- title: How many passages of each draft and of the adopted text there are on each theme
-- row: one theme in one text, also if no passage is known. Only the filters theme and family affect it
-- columns: theme_id, theme, text_id, text, position, adopted, passages, new, strengthened, weakened, removed, kept
-- columns: paragraphs
-- column position: integer · place of the text in time order
-- column adopted: boolean · whether it is the adopted text
-- column passages: integer, passages · number of passages that public articles report; 0 means that we know of none, not that the text says nothing
-- column new: integer, passages · number of those passages that are new in the text
-- column strengthened: integer, passages · number of those passages that are stronger than in the previous text
-- column weakened: integer, passages · number of those passages that are weaker than in the previous text
-- column removed: integer, passages · number of those passages that were removed since the previous text
-- column kept: integer, passages · number of those passages that were kept from the previous text. For the rest, the source does not say how they changed
-- column paragraphs: text · paragraphs that the sources give, separated by semicolons
{% from "shared/reported.sql" import adopted, changes, of_the_review %}
SELECT t.theme_id, t.title AS theme, x.text_id, x.title AS text, x.position, x.text_id = {{ adopted }} AS adopted,
       count(p.passage_id) AS passages, {{ changes }},
       string_agg(p.paragraph, '; ' ORDER BY length(p.passage_id), p.passage_id) AS paragraphs
FROM themes t
CROSS JOIN {{ of_the_review }} x
LEFT JOIN text_passages p ON p.theme_id = t.theme_id AND p.text_id = x.text_id
WHERE true{{ " AND t.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
GROUP BY t.theme_id, t.title, x.text_id, x.title, x.position
ORDER BY t.title, x.position
