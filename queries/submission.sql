-- title: Everything about one submission
-- row: the submission
-- parameter id: text · submission_id
-- column submission_id: text · the submission
-- column title: text · its title
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; of a year or month only the days in the time of its stage are possible, if there are any; empty where undated
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column opens_on: date · the day the stage opened; empty where not known
-- column closes_on: date · the day the stage closed; empty where not known
-- column process: text · the process the stage belongs to
-- column convenor: text · who convened that stage
-- column document_type: text · the kind of document
-- column language: text · ISO 639-1 code
-- column publisher: text · who published the page it was read on
-- column stated_signatories: integer, organisations · signatories the source states; empty where it states none
-- column source_url: text · the page it was read on
-- column document_url: text · the document itself
-- column other_source_urls: text · further pages on it, separated by spaces
SELECT s.submission_id, s.title, s.submitted_on, s.date_precision, s.stage_id, g.title AS stage, g.opens_on, g.closes_on,
       g.process, g.convenor, s.document_type, s.language, s.publisher, s.stated_signatory_count AS stated_signatories,
       s.source_url, s.document_url, s.other_source_urls
FROM submissions s
JOIN stages g USING (stage_id)
WHERE s.submission_id = $id
