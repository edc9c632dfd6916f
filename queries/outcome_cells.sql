-- title: Passages of each text of the review on each theme
-- row: one theme and one text, also where no passage is known; only the filters theme and family act on it
-- columns: theme_id, theme, text_id, text, position, adopted, passages, new, strengthened, weakened, removed, kept
-- columns: paragraphs
-- column position: integer · the text's place in time order
-- column adopted: boolean · whether it is the adopted text
-- column passages: integer, passages · passages that public articles report; 0 means that none is known, not that the text says nothing
-- column new: integer, passages · of them, new in the text
-- column strengthened: integer, passages · of them, stronger than in the text before
-- column weakened: integer, passages · of them, weaker than in the text before
-- column removed: integer, passages · of them, removed since the text before
-- column kept: integer, passages · of them, kept from the text before; for the rest the source does not say how they changed
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
