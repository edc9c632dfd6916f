-- title: The paragraphs that the verdicts on requests rest on
-- row: one claim with one paragraph that its verdict rests on, best first. Only the filters claim, theme, family and kind act on it; they choose the claims
-- columns: claim_id, claim, verdict, request, text_id, text, paragraph, position, section, says, strength, addressee
-- columns: source_url
-- column claim_id: text · id of the claim, which is a recommendation or a position
-- column verdict: text · whether the text has what was asked for: taken-up, partly or contrary
-- column request: text · yes, or no where the claim asks nothing of the text
-- column text: text · title of that text
-- column position: integer · place of the paragraph in the order of the text
-- column strength: text · how firmly the firmest sentence of the paragraph speaks, which may be on another matter
-- column source_url: text · web address of the text
SELECT r.claim_id, c.title AS claim, o.verdict, o.request, r.text_id, x.title AS text, r.paragraph, p.position, p.section, p.says,
       p.strength, p.addressee, p.source_url
FROM claim_outcome_paragraphs r
JOIN text_paragraphs p ON p.text_id = r.text_id AND p.paragraph = r.paragraph
JOIN texts x ON x.text_id = r.text_id
JOIN claims c ON c.claim_id = r.claim_id
JOIN themes t ON t.theme_id = c.theme_id
JOIN claim_outcomes o ON o.claim_id = r.claim_id AND o.text_id = r.text_id
WHERE true{{ " AND c.claim_id IN $filter_claim" if active.claim }}{{ " AND c.theme_id IN $filter_theme" if active.theme }}
      {{- " AND t.family IN $filter_family" if active.family }}{{ " AND c.kind IN $filter_kind" if active.kind }}
ORDER BY c.title, x.position, r.position, p.position
