-- title: The passages that verdicts on asks rest on
-- row: one passage of a text and one recommendation or position whose verdict rests on it; only the filters claim, theme, family and kind act on it, and choose claims here
-- columns: claim_id, claim, verdict, passage_id, text_id, text, paragraph, says, change, publisher
-- columns: source_url
-- column claim_id: text · the recommendation or position
-- column verdict: text · whether the text has it: taken-up, partly or contrary
-- column passage_id: text · the passage
-- column text: text · that text's title
-- column paragraph: text · paragraphs as the source gives them; empty where it gives none
-- column says: text · what the text says, in our summary
-- column change: text · new, strengthened, weakened, removed or kept against the text before; empty where the source does not say
-- column publisher: text · who published the page that reports it
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
