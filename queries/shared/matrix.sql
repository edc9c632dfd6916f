-- The matrix of signatures: reads the parameters texts and order; gives marks (submission_key, organisation_key, role, time_order) and
-- placed (organisation_key, marks, signed, place), its organisations in order.
shown AS (
    SELECT submission_key, row_number() OVER (ORDER BY date_to NULLS LAST, stage_position, submission_id) AS time_order
    FROM selected_submissions
    WHERE $texts = 'all' OR submission_key IN (SELECT submission_key FROM signatory_keys GROUP BY ALL HAVING count(*) > 1)
),
marks AS (
    SELECT e.submission_key, e.organisation_key, e.role, s.time_order FROM selected_signatory_keys e JOIN shown s USING (submission_key)
),
numbered AS (
    SELECT organisation_key, count(*) AS marks, count(*) FILTER (role = 'signatory') AS signed FROM marks GROUP BY ALL
),
placed AS (
    SELECT n.organisation_key, n.marks, n.signed,
           row_number() OVER (ORDER BY CASE $order WHEN 'name' THEN lower(o.label) END,
                                       CASE WHEN $order = 'group' THEN
                                           CASE o.stakeholder_group WHEN 'government' THEN 1 WHEN 'intergovernmental' THEN 2
                                                WHEN 'technical' THEN 3 WHEN 'civil-society' THEN 4 WHEN 'private-sector' THEN 5
                                                WHEN 'academia' THEN 6 ELSE 7 END
                                       END,
                                       n.marks DESC, n.signed DESC, o.label, o.organisation_id) AS place
    FROM numbered n JOIN organisations o USING (organisation_key)
)
