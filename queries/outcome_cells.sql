-- title: What each text of the review is reported to say on each theme
-- row: one theme and one text, also where nothing is reported; narrowed by the filters theme and family and by no other
-- columns: theme_id, theme, text_id, text, position, adopted, passages, new, strengthened, weakened, removed, kept
-- columns: paragraphs
-- column position: integer · the text's place in time order
-- column adopted: boolean · whether it is the adopted text
-- column passages: integer, passages · passages reported; 0 means that no page read reports one, not that the text says nothing
-- column new: integer, passages · of them, new against the text before
-- column strengthened: integer, passages · of them, strengthened
-- column weakened: integer, passages · of them, weakened
-- column removed: integer, passages · of them, taken out
-- column kept: integer, passages · of them, kept; of the rest the source does not say how they changed
-- column paragraphs: text · the paragraphs the sources give, separated by semicolons
{% from "shared/reported.sql" import adopted, changes %}
SELECT t.theme_id, t.title AS theme, x.text_id, x.title AS text, x.position, x.text_id = {{ adopted }} AS adopted,
       count(p.passage_id) AS passages, {{ changes }},
       string_agg(p.paragraph, '; ' ORDER BY length(p.passage_id), p.passage_id) AS paragraphs
FROM themes t
CROSS JOIN texts x
LEFT JOIN text_passages p ON p.theme_id = t.theme_id AND p.text_id = x.text_id
WHERE true{{ " AND t.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
GROUP BY t.theme_id, t.title, x.text_id, x.title, x.position
ORDER BY t.title, x.position
