{# The matrix of signatures: `marks` (submission_key, organisation_key, role, time_order), and `placed` (organisation_key, marks,
   signed, place), its organisations in the order asked for. -#}
in_matrix AS (
    SELECT submission_key, row_number() OVER (ORDER BY date_to NULLS LAST, date_from DESC, position, submission_id) AS time_order
    FROM selected_submissions
    JOIN stages USING (stage_id)
{% if texts != "all" %}
    WHERE joint
{% endif %}
{% if texts == "signed" %}
    AND submission_key IN (SELECT submission_key FROM selected_signatories WHERE role = 'signatory')
{% endif %}
),
every_mark AS (
    SELECT p.submission_key, p.organisation_key, p.role, m.time_order
    FROM selected_signatories p
    JOIN in_matrix m USING (submission_key)
),
marks AS (
    SELECT * FROM every_mark
{% if texts == "signed" %}
    WHERE organisation_key IN (SELECT organisation_key FROM every_mark WHERE role = 'signatory')
    {{ "OR organisation_key IN (SELECT organisation_key FROM organisations WHERE organisation_id IN $filter_organisation)" if active.organisation }}
{% endif %}
),
numbered AS (
    SELECT organisation_key, count(*) AS marks, count(*) FILTER (role = 'signatory') AS signed FROM marks GROUP BY ALL
),
placed AS (
    SELECT n.organisation_key, n.marks, n.signed,
           row_number() OVER (ORDER BY
               {{ "o.organisation_id IN $filter_organisation DESC," if active.organisation }}
{% if order == "name" %}
               lower(o.label),
{% elif order == "group" %}
               list_position(['government', 'intergovernmental', 'technical', 'civil-society', 'private-sector',
                              'academia', 'multistakeholder'], o.stakeholder_group),
{% endif %}
               {{ "n.signed DESC," if texts == "signed" }} n.marks DESC, n.signed DESC, o.label, o.organisation_id) AS place
    FROM numbered n
    JOIN organisations o USING (organisation_key)
)
