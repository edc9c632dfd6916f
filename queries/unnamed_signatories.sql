-- title: How many signatories are stated whose names are not known, by stage
-- row: one stage of the review at which sources state more signatories than the data name, in time order
-- columns stage: stage_id, stage, short_stage, submissions, stated, named, unnamed
-- column submissions: integer, submissions · number of selected submissions whose source states more signatories than the data name
-- column stated: integer, organisations · number of signatories that these sources state, added up
-- column named: integer, organisations · number of organisations that the data name as signatories of them, added up
-- column unnamed: integer, organisations · number of signatories that are stated and not named
WITH {% include "shared/selection.sql" %},
known AS (SELECT submission_key, count(*) AS named FROM signatories WHERE role = 'signatory' GROUP BY ALL),
gaps AS (
    SELECT s.stage_id, s.stated_signatory_count AS stated, coalesce(k.named, 0) AS named
    FROM selected_submissions s
    LEFT JOIN known k USING (submission_key)
    WHERE s.stated_signatory_count > coalesce(k.named, 0)
)
SELECT g.stage_id, g.title AS stage, g.short_title AS short_stage, count(*) AS submissions,
       sum(p.stated)::BIGINT AS stated, sum(p.named)::BIGINT AS named, sum(p.stated - p.named)::BIGINT AS unnamed
FROM gaps p
JOIN stages g USING (stage_id)
GROUP BY ALL
ORDER BY min(g.position)
