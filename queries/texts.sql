-- title: The texts of the review, or those of other processes
-- row: one text, in time order, whatever filters apply to submissions
-- parameters: made_to
-- parameter made_to: adopted | other · the adopted text and the drafts before it, or texts of other processes that submissions were made to, such as the Global Digital Compact
-- columns: text_id, text, position, stage_id, short_stage, issued_on, document_symbol, adopted, description, passages
-- columns: themes, source_url
-- column text: text · title of the text
-- column stage_id: text · id of the stage that the text belongs to; empty if it belongs to none
-- column short_stage: text · short title of that stage
-- column issued_on: text · day on which the text was issued; empty if not found
-- column document_symbol: text · number of the text as a document; empty if not known
-- column adopted: boolean · whether it is the adopted text: the last one with a document symbol, or the last one if none has a symbol
-- column description: text · what the text is
-- column passages: integer, passages · number of passages known from the text, under the filters theme and family
-- column themes: integer, themes · number of themes that these passages are on
-- column source_url: text · address of the page that reports on the text
{% from "shared/reported.sql" import of_others, of_the_review %}
SELECT x.text_id, x.title AS text, x.position, x.stage_id, g.short_title AS short_stage,
       x.issued_on::VARCHAR AS issued_on, x.document_symbol, x.adopted, x.description,
       count(t.theme_id) AS passages, count(DISTINCT t.theme_id) AS themes, x.source_url
FROM {{ of_the_review if made_to == "adopted" else of_others }} x
LEFT JOIN stages g USING (stage_id)
LEFT JOIN text_passages p ON p.text_id = x.text_id
LEFT JOIN themes t ON t.theme_id = p.theme_id{{ " AND t.theme_id IN $filter_theme" if active.theme }}{{ " AND t.family IN $filter_family" if active.family }}
GROUP BY ALL
ORDER BY x.position
