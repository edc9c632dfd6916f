-- title: What each text of the review is reported to say on each theme
-- row: one theme and one text, also where nothing is reported; narrowed by the filters theme and family and by no other
-- column theme_id: text · the theme
-- column theme: text · its title
-- column text_id: text · the text
-- column text: text · its title
-- column position: integer · the text's place in time order
-- column adopted: boolean · whether it is the adopted text
-- column passages: integer, passages · passages reported; 0 means that no page read reports one, not that the text says nothing
-- column new: integer, passages · of them, new against the text before
-- column strengthened: integer, passages · of them, strengthened
-- column weakened: integer, passages · of them, weakened
-- column removed: integer, passages · of them, taken out
-- column kept: integer, passages · of them, kept; of the rest the source does not say how they changed
-- column paragraphs: text · the paragraphs the sources give, separated by semicolons
SELECT t.theme_id, t.title AS theme, x.text_id, x.title AS text, x.position,
       x.text_id = (SELECT text_id FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1) AS adopted,
       count(p.passage_id) AS passages,
       count(*) FILTER (p.change = 'new') AS new,
       count(*) FILTER (p.change = 'strengthened') AS strengthened,
       count(*) FILTER (p.change = 'weakened') AS weakened,
       count(*) FILTER (p.change = 'removed') AS removed,
       count(*) FILTER (p.change = 'kept') AS kept,
       string_agg(p.paragraph, '; ' ORDER BY length(p.passage_id), p.passage_id) AS paragraphs
FROM themes t
CROSS JOIN texts x
LEFT JOIN text_passages p ON p.theme_id = t.theme_id AND p.text_id = x.text_id
WHERE true
  AND list_contains($theme, t.theme_id) -- when theme
  AND list_contains($family, t.family) -- when family
GROUP BY t.theme_id, t.title, x.text_id, x.title, x.position
ORDER BY t.title, x.position
