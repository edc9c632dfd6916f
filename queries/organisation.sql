-- title: One organisation, and how much it took part
-- row: the organisation
-- parameters: organisation
-- columns organisation: organisation_id, organisation, label, short_name, stakeholder_group, scope
-- columns organisation: country_code, country, seat, region, website, signed, authored, submissions, points
-- column short_name: text · short name of the organisation; empty if it has none
-- column scope: text · national, regional or international
-- column country_code: text · ISO 3166-1 alpha-3 code of the country where it is based; empty if it is based in none
-- column seat: text · country where it is based; empty if it is based in none
-- column region: text · UN M49 region where it is based, or international for international organisations
-- column website: text · address of its website, if known
-- column signed: integer, submissions · number of selected submissions that the organisation signed
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT submission_key, role FROM selected_signatories WHERE organisation_id = $organisation)
SELECT o.organisation_id, o.name AS organisation, o.label, o.short_name, o.stakeholder_group, o.scope, o.country_code,
       o.country, o.seat, o.region, o.website,
       (SELECT count(*) FROM of_this WHERE role = 'signatory') AS signed,
       (SELECT count(*) FROM of_this WHERE role = 'author') AS authored,
       (SELECT count(*) FROM of_this) AS submissions,
       (SELECT count(*) FROM selected_points JOIN of_this USING (submission_key)) AS points
FROM organisations o
WHERE o.organisation_id = $organisation
