-- title: The submissions
-- row: one selected submission
-- column submission_id: text · the submission
-- column title: text · its title
-- column authors: text · its authors, separated by semicolons
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; of a year or month only the days in the time of its stage are possible, if there are any; empty where undated
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column process: text · the process the stage belongs to
-- column document_type: text · the kind of document
-- column language: text · ISO 639-1 code
-- column points: integer, points · points it makes that are selected
-- column named_signatories: integer, organisations · organisations named as signatories, authors not counted
-- column stated_signatories: integer, organisations · signatories the source states; empty where it states none
-- column source_url: text · the page it was read on
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT * FROM selected_submissions
    {{ "ORDER BY list_place LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
),
{% include "shared/authors.sql" %},
signed AS (SELECT submission_key, count(*) AS signatories FROM signatories WHERE role = 'signatory' GROUP BY ALL),
made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT s.submission_id, s.title, a.authors, s.submitted_on, s.date_precision, s.stage_id, g.title AS stage, g.process,
       s.document_type, s.language, coalesce(m.points, 0) AS points, coalesce(n.signatories, 0) AS named_signatories,
       s.stated_signatory_count AS stated_signatories, s.source_url
FROM listed s
JOIN stages g USING (stage_id)
LEFT JOIN authors a USING (submission_key)
LEFT JOIN signed n USING (submission_key)
LEFT JOIN made m USING (submission_key)
ORDER BY s.list_place
{% endif %}
