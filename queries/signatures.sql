-- title: Which organisations signed what
-- row: one organisation's part in one submission
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column country: text · country that it counts for; empty for regional and international organisations
-- column role: text · author or signatory
-- column submission_id: text · the submission
-- column submission: text · its title
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; of a year or month only the days in the time of its stage are possible, if there are any; empty where undated
-- column stated_signatories: integer, organisations · signatories the submission's source states; empty where it states none
-- column named_signatories: integer, organisations · organisations named as its signatories in this data set
-- column source_url: text · the page that names the organisation in this role
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT p.*, o.name, s.list_place
    FROM selected_signatories p
    JOIN organisations o USING (organisation_key)
    JOIN submissions s USING (submission_key)
    {{ "WHERE p.organisation_id IN $filter_organisation" if active.organisation }}
    {{ "ORDER BY s.list_place, p.role, o.name LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
),
named AS (
    SELECT submission_key, count(*) FILTER (role = 'signatory') AS named_signatories FROM signatories GROUP BY ALL
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT x.organisation_id, x.name AS organisation, o.label, o.stakeholder_group, o.country, x.role,
       x.submission_id, s.title AS submission, s.stage_id, g.title AS stage, s.submitted_on, s.date_precision,
       s.stated_signatory_count AS stated_signatories, n.named_signatories, x.source_url
FROM listed x
JOIN organisations o USING (organisation_key)
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
JOIN named n USING (submission_key)
ORDER BY x.list_place, x.role, x.name
{% endif %}
