-- title: How many signatories are stated whose names are not known, by stage
-- row: one stage of the review at which sources state more signatories than the data name, in time order
-- columns stage: stage_id, stage, short_stage, submissions, stated, named, unnamed
-- column submissions: integer, submissions · number of selected submissions whose source states more signatories than the data name
-- column stated: integer, organisations · number of signatories that these sources state, added up
-- column named: integer, organisations · number of organisations that the data name as signatories of them, added up
-- column unnamed: integer, organisations · number of signatories that are stated and not named
{% set submission_columns = "submission_key, stage_id, stated_signatory_count, named_signatories" %}
WITH {% include "shared/selection.sql" %},
gaps AS (
    SELECT stage_id, stated_signatory_count AS stated, named_signatories AS named
    FROM selected_submissions
    WHERE stated_signatory_count > named_signatories
)
SELECT g.stage_id, g.title AS stage, g.short_title AS short_stage, count(*) AS submissions,
       sum(p.stated)::BIGINT AS stated, sum(p.named)::BIGINT AS named, sum(p.stated - p.named)::BIGINT AS unnamed
FROM gaps p
JOIN stages g USING (stage_id)
GROUP BY ALL
ORDER BY min(g.position)
