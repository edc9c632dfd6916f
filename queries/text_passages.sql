-- title: What the texts of the review say, as public articles report it
-- row: one passage of one text on one theme. Only the filters theme and family affect it
-- columns submission: passage_id, theme_id, theme, text_id, text, position, issued_on, document_symbol, paragraph
-- columns submission: says, change, publisher, source_url
-- column passage_id: text · id of the passage
-- column theme_id: text · id of the theme that the passage is about
-- column text: text · title of that text
-- column position: integer · place of the text in time order
-- column issued_on: text · day on which the text was issued; empty if not found
-- column document_symbol: text · number of the text as a document; empty if not known
-- column paragraph: text · paragraphs of the passage as the source gives them; empty if it gives none
-- column says: text · what the text says there, in our summary
-- column change: text · how the passage changed from the previous text: new, strengthened, weakened, removed or kept; empty if the source does not say
-- column publisher: text · publisher of the page that reports the passage
SELECT p.passage_id, p.theme_id, t.title AS theme, p.text_id, x.title AS text, x.position,
       x.issued_on::VARCHAR AS issued_on, x.document_symbol, p.paragraph, p.says, p.change, p.publisher, p.source_url
FROM text_passages p
JOIN texts x USING (text_id)
JOIN themes t USING (theme_id)
WHERE true{{ " AND p.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
ORDER BY x.position, length(p.passage_id), p.passage_id
