-- title: The texts of the review
-- row: one text, in time order, whatever the filters on submissions
-- columns: text_id, text, position, stage_id, short_stage, issued_on, document_symbol, adopted, description, passages
-- columns: themes, source_url
-- column stage_id: text · the stage it belongs to; empty where it has none of its own
-- column short_stage: text · that stage's short title
-- column issued_on: text · the day it was issued; empty where not found
-- column document_symbol: text · its number as a document; empty where not known
-- column adopted: boolean · whether it is the adopted text: the last with a document symbol, or the last where none has one
-- column description: text · what it is
-- column passages: integer, passages · passages known from it, on the themes and families filtered by
-- column themes: integer, themes · themes they are on
-- column source_url: text · the page that reports on it
{% from "shared/reported.sql" import adopted %}
SELECT x.text_id, x.title AS text, x.position, x.stage_id, g.short_title AS short_stage,
       x.issued_on::VARCHAR AS issued_on, x.document_symbol, x.text_id = {{ adopted }} AS adopted, x.description,
       count(t.theme_id) AS passages, count(DISTINCT t.theme_id) AS themes, x.source_url
FROM texts x
LEFT JOIN stages g USING (stage_id)
LEFT JOIN text_passages p ON p.text_id = x.text_id
LEFT JOIN themes t ON t.theme_id = p.theme_id{{ " AND t.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
GROUP BY ALL
ORDER BY x.position
