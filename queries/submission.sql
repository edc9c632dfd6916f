-- title: One submission
-- row: the submission
-- parameters: id
-- columns submission: submission_id, title, submitted_on, date_precision, stage_id, stage, opens_on
-- columns submission: closes_on, process, convenor, document_type, language, publisher, stated_signatories
-- columns submission: source_url, document_url, other_source_urls
-- column opens_on: date · day on which the stage opened; empty if not known
-- column closes_on: date · day on which the stage closed; empty if not known
-- column convenor: text · who convened the stage
-- column document_url: text · address of the document itself
-- column other_source_urls: text · addresses of other pages about the submission, separated by spaces
SELECT s.submission_id, s.title, s.submitted_on, s.date_precision, s.stage_id, g.title AS stage, g.opens_on, g.closes_on,
       g.process, g.convenor, s.document_type, s.language, s.publisher, s.stated_signatory_count AS stated_signatories,
       s.source_url, s.document_url, s.other_source_urls
FROM submissions s
JOIN stages g USING (stage_id)
WHERE s.submission_id = $id
