-- title: Which organisations write or sign the same submissions
-- row: two organisations that wrote or signed the same selected submission
-- columns first: organisation, other_organisation, together, submissions, other_submissions, either, overlap
-- columns first: stakeholder_group, other_group, label, other_label, organisation_id, other_organisation_id
-- column overlap: number, percent · together as a percentage of either
WITH {% include "shared/selection.sql" %},
{% include "shared/pairs.sql" %},
listed AS (
    SELECT p.*, a.submissions, b.submissions AS other_submissions, a.submissions + b.submissions - together AS either
    FROM pairs p
    JOIN sizes a ON a.organisation_key = p.one
    JOIN sizes b ON b.organisation_key = p.other
    {{ "ORDER BY together DESC, either, one, other LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT a.name AS organisation, b.name AS other_organisation, x.together, x.submissions, x.other_submissions, x.either,
       round(100.0 * x.together / x.either, 1) AS overlap,
       a.stakeholder_group, b.stakeholder_group AS other_group, a.label, b.label AS other_label,
       a.organisation_id, b.organisation_id AS other_organisation_id
FROM listed x
JOIN organisations a ON a.organisation_key = x.one
JOIN organisations b ON b.organisation_key = x.other
ORDER BY x.together DESC, x.either, x.one, x.other
{% endif %}
