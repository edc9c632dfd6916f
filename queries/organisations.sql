-- title: Which organisations take part most
-- row: one organisation that wrote or signed a selected submission
-- parameter whose: filtered | all · under a filter on organisations: only those filtered by, or also those that wrote or signed with them
-- columns organisation: organisation_id, organisation, label, stakeholder_group, scope, country, region, signed
-- columns organisation: authored, submissions, points
-- column scope: text · national, regional or international
-- column region: text · UN M49 region where it is based, or international for international organisations
-- column signed: integer, submissions · number of selected submissions that the organisation signed
WITH {% include "shared/selection.sql" %},
made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL),
counted AS (
    SELECT p.organisation_key, count(*) FILTER (p.role = 'signatory') AS signed,
           count(*) FILTER (p.role = 'author') AS authored, count(*) AS submissions,
           sum(m.points)::BIGINT AS points
    FROM selected_signatories p
    JOIN made m USING (submission_key)
{% if whose == "filtered" and active.organisation %}
    WHERE p.organisation_id IN $filter_organisation
{% endif %}
    GROUP BY ALL
)
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, o.scope, o.country, o.region,
       c.signed, c.authored, c.submissions, c.points
FROM counted c
JOIN organisations o USING (organisation_key)
ORDER BY c.signed DESC, c.authored DESC, o.name
