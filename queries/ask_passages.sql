-- title: The passages that the verdicts on requests rest on
-- row: one request with one passage that its verdict rests on. Only the filters claim, theme, family and kind affect it; they choose the requests
-- columns: claim_id, claim, verdict, passage_id, text_id, text, paragraph, says, change, publisher
-- columns: source_url
-- column claim_id: text · id of the request, which is a recommendation or a position
-- column verdict: text · whether the text has what was asked for: taken-up, partly or contrary
-- column passage_id: text · id of the passage
-- column text: text · title of that text
-- column paragraph: text · paragraphs of the passage as the source gives them; empty if it gives none
-- column says: text · what the text says there, in our summary
-- column change: text · how the passage changed from the previous text: new, strengthened, weakened, removed or kept; empty if the source does not say
-- column publisher: text · publisher of the page that reports the passage
SELECT c.claim_id, c.title AS claim, o.verdict, p.passage_id, p.text_id, x.title AS text, p.paragraph, p.says, p.change,
       p.publisher, p.source_url
FROM claim_outcome_passages r
JOIN text_passages p USING (passage_id)
JOIN texts x USING (text_id)
JOIN claims c ON c.claim_id = r.claim_id
JOIN themes t ON t.theme_id = c.theme_id
JOIN claim_outcomes o ON o.claim_id = r.claim_id AND o.text_id = p.text_id
WHERE true{{ " AND c.claim_id IN $filter_claim" if active.claim }}{{ " AND c.theme_id IN $filter_theme" if active.theme }}
      {{- " AND t.family IN $filter_family" if active.family }}{{ " AND c.kind IN $filter_kind" if active.kind }}
ORDER BY c.title, x.position, length(p.passage_id), p.passage_id
