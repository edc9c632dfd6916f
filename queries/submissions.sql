-- title: The submissions
-- row: one selected submission
-- column submission_id: text · the submission
-- column title: text · its title
-- column authors: text · its authors, separated by semicolons
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; empty where undated
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column process: text · the process the stage belongs to
-- column document_type: text · the kind of document
-- column language: text · ISO 639-1 code
-- column points: integer, points · points it makes that are selected
-- column named_signatories: integer, organisations · organisations named as signatories, authors not counted
-- column stated_signatories: integer, organisations · signatories the source states; empty where it states none
-- column source_url: text · the page it was read on
WITH listed AS (
    SELECT * FROM selected_submissions
    ORDER BY list_place LIMIT $part_rows OFFSET $part_start -- when part
),
sides AS (
    SELECT x.submission_key,
           string_agg(o.label, '; ' ORDER BY o.label) FILTER (x.role = 'author') AS authors,
           count(*) FILTER (x.role = 'signatory') AS named
    FROM signatories x JOIN organisations o USING (organisation_key)
    WHERE true
      AND x.submission_key IN (SELECT submission_key FROM listed) -- when part
    GROUP BY ALL
),
made AS (
    SELECT submission_key, count(*) AS points FROM selected_point_keys
    WHERE true
      AND submission_key IN (SELECT submission_key FROM listed) -- when part
    GROUP BY ALL
)
SELECT s.submission_id, s.title, x.authors, s.submitted_on, s.date_precision, s.stage_id, s.stage, s.process, s.document_type,
       s.language, coalesce(m.points, 0) AS points, coalesce(x.named, 0) AS named_signatories,
       s.stated_signatory_count AS stated_signatories, s.source_url
FROM listed s
LEFT JOIN sides x USING (submission_key)
LEFT JOIN made m USING (submission_key)
ORDER BY s.list_place
