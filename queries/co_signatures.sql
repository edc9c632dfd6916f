-- title: Who signs with whom
-- row: two organisations that stand behind the same selected submission, each as its author or a signatory
-- column organisation: text · name of the one whose id comes first
-- column other_organisation: text · name of the other
-- column together: integer, submissions · selected submissions that both stand behind
-- column submissions: integer, submissions · selected submissions that the first stands behind
-- column other_submissions: integer, submissions · selected submissions that the other stands behind
-- column either: integer, submissions · selected submissions that at least one of them stands behind
-- column overlap: number, percent · of the submissions that at least one stands behind, those that both do
-- column stakeholder_group: text · group of the first
-- column other_group: text · group of the other
-- column label: text · short name of the first where it has one
-- column other_label: text · short name of the other where it has one
-- column organisation_id: text · the first
-- column other_organisation_id: text · the other
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
