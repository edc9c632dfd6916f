-- title: What the texts of the review say, as public articles report it
-- row: one thing that a text says on a theme, only the filters theme and family act on it
-- columns submission: passage_id, theme_id, theme, text_id, text, position, issued_on, document_symbol, paragraph
-- columns submission: says, change, publisher, source_url
-- column passage_id: text · the passage
-- column theme_id: text · the theme it is on
-- column text: text · that text's title
-- column position: integer · the text's place in time order
-- column issued_on: text · the day the text was issued; empty where not found
-- column document_symbol: text · the text's number as a document; empty where not known
-- column paragraph: text · paragraphs as the source gives them; empty where it gives none
-- column says: text · what the text says, in our summary
-- column change: text · new, strengthened, weakened, removed or kept against the text before; empty where the source does not say
-- column publisher: text · who published the page that reports it
SELECT p.passage_id, p.theme_id, t.title AS theme, p.text_id, x.title AS text, x.position,
       x.issued_on::VARCHAR AS issued_on, x.document_symbol, p.paragraph, p.says, p.change, p.publisher, p.source_url
FROM text_passages p
JOIN texts x USING (text_id)
JOIN themes t USING (theme_id)
WHERE true{{ " AND p.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
ORDER BY x.position, length(p.passage_id), p.passage_id
