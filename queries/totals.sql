-- title: How much matches the filters
-- row: one measure
-- column measure: text · submissions, organisations, signatures, authorships, points or stages. Signatures and authorships are those of the organisations filtered by
-- column selected: integer · number in the selection
-- column whole: integer · number in the whole data set
WITH {% include "shared/selection.sql" %},
signed AS (
    SELECT role FROM selected_signatories{{ " p WHERE p.organisation_id IN $filter_organisation" if active.organisation }}
)
SELECT 'submissions' AS measure, (SELECT count(*) FROM selected_submissions) AS selected,
       (SELECT count(*) FROM submissions) AS whole
UNION ALL
SELECT 'organisations', (SELECT count(DISTINCT organisation_key) FROM selected_signatories),
       (SELECT count(*) FROM organisations)
UNION ALL
SELECT 'authorships', (SELECT count(*) FROM signed WHERE role = 'author'),
       (SELECT count(*) FROM signatories WHERE role = 'author')
UNION ALL
SELECT 'signatures', (SELECT count(*) FROM signed WHERE role = 'signatory'),
       (SELECT count(*) FROM signatories WHERE role = 'signatory')
UNION ALL
SELECT 'points', (SELECT count(*) FROM selected_points), (SELECT count(*) FROM points)
UNION ALL
SELECT 'stages', (SELECT count(DISTINCT stage_id) FROM selected_submissions), (SELECT count(*) FROM stages)
