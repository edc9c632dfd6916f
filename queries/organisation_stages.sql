-- title: At which stages an organisation wrote or signed submissions
-- row: one stage of the review, in time order, also if no submission of the organisation was collected there
-- parameters: organisation
-- columns stage: stage_id, stage, short_stage, position, authored, reported, signed, submission_id
-- column reported: integer, submissions · number of those that it wrote and that are known only from the report of others
-- column signed: integer, submissions · number of selected submissions of others that the organisation signed
-- column submission_id: text · id of the submission if there is only one; else empty
{% set signatory_columns = "*" %}
WITH {% include "shared/selection.sql" %},
of_this AS (
    SELECT s.stage_id, count(*) FILTER (x.role = 'author') AS authored,
           count(*) FILTER (x.role = 'author' AND s.document_type = 'news-summary') AS reported,
           count(*) FILTER (x.role = 'signatory') AS signed,
           CASE WHEN count(*) = 1 THEN min(x.submission_id) END AS submission_id
    FROM selected_signatories x
    JOIN selected_submissions s USING (submission_key)
    WHERE x.organisation_id = $organisation
    GROUP BY ALL
)
SELECT g.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, coalesce(t.authored, 0) AS authored,
       coalesce(t.reported, 0) AS reported, coalesce(t.signed, 0) AS signed, t.submission_id
FROM stages g
LEFT JOIN of_this t USING (stage_id)
ORDER BY g.position
