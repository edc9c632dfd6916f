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
WITH parts AS (
    SELECT organisation_id, count(*) AS submissions FROM selected_signatories GROUP BY ALL
),
pairs AS (
    SELECT a.organisation_id, a.name, a.label, a.stakeholder_group,
           b.organisation_id AS other_id, b.name AS other_name, b.label AS other_label, b.stakeholder_group AS other_group,
           count(*) AS together
    FROM selected_signatories a
    JOIN selected_signatories b ON b.submission_id = a.submission_id AND b.organisation_id > a.organisation_id
    GROUP BY ALL
),
measured AS (
    SELECT p.*, a.submissions, b.submissions AS other_submissions, a.submissions + b.submissions - p.together AS either
    FROM pairs p
    JOIN parts a ON a.organisation_id = p.organisation_id
    JOIN parts b ON b.organisation_id = p.other_id
)
SELECT m.name AS organisation, m.other_name AS other_organisation, m.together, m.submissions, m.other_submissions, m.either,
       round(100.0 * m.together / m.either, 1) AS overlap,
       m.stakeholder_group, m.other_group, m.label, m.other_label, m.organisation_id, m.other_id AS other_organisation_id
FROM measured m
ORDER BY m.together DESC, m.either, m.organisation_id, m.other_id
