-- title: Stated and named signatories
-- row: one selected submission whose source states how many signed
-- column submission_id: text · the submission
-- column submission: text · its title
-- column short_stage: text · short title of the stage it answers to
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; of a year or month only the days in the time of its stage are possible, if there are any; empty where undated
-- column stated: integer, organisations · signatories the source states
-- column named: integer, organisations · organisations named as signatories in this data set
-- column authors: integer, organisations · organisations named as authors
-- column source_url: text · the page it was read on
WITH {% include "shared/selection.sql" %}
SELECT s.submission_id, s.title AS submission, g.short_title AS short_stage, s.submitted_on, s.date_precision,
       s.stated_signatory_count AS stated,
       count(x.organisation_key) FILTER (x.role = 'signatory') AS named,
       count(x.organisation_key) FILTER (x.role = 'author') AS authors,
       s.source_url
FROM selected_submissions s
JOIN stages g USING (stage_id)
LEFT JOIN signatories x ON x.submission_key = s.submission_key
WHERE s.stated_signatory_count IS NOT NULL
GROUP BY ALL
ORDER BY stated DESC, s.submission_id
