-- title: The texts of the review
-- row: one text, in time order, whatever the filters on submissions
-- column text_id: text · the text
-- column text: text · its title
-- column position: integer · its place in time order
-- column stage_id: text · the stage it belongs to; empty where it has none of its own
-- column short_stage: text · that stage's short title
-- column issued_on: text · the day it was issued; empty where not found
-- column document_symbol: text · its number as a document; empty where not known
-- column adopted: boolean · whether it is the adopted text: the last with a document symbol, or the last where none has one
-- column description: text · what it is
-- column passages: integer, passages · passages reported from it, on the themes and families filtered by
-- column themes: integer, themes · themes they are on
-- column source_url: text · the page it was read about on
WITH reported AS (
    SELECT p.text_id, count(*) AS passages, count(DISTINCT p.theme_id) AS themes
    FROM text_passages p
    JOIN themes t USING (theme_id)
    WHERE true
      AND list_contains($theme, p.theme_id) -- when theme
      AND list_contains($family, t.family) -- when family
    GROUP BY ALL
)
SELECT x.text_id, x.title AS text, x.position, x.stage_id, g.short_title AS short_stage,
       x.issued_on::VARCHAR AS issued_on, x.document_symbol,
       x.text_id = (SELECT text_id FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1) AS adopted,
       x.description, coalesce(r.passages, 0) AS passages, coalesce(r.themes, 0) AS themes, x.source_url
FROM texts x
LEFT JOIN stages g USING (stage_id)
LEFT JOIN reported r USING (text_id)
ORDER BY x.position
