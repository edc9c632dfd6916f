-- title: What can be filtered by
-- row: one option of one filter
-- column filter: text · the filter's name in an address
-- column id: text · the option's id in an address
-- column label: text · the data's own name for it; empty where the id is a closed list's
-- column note: text · what tells it from others: full name, kind, theme
-- column submissions: integer, submissions · selected submissions that have it
-- column position: integer · its place in the list
WITH parties AS (
    SELECT submission_key, organisation_key, role, stakeholder_group, country_code, region FROM selected_signatory_keys
),
said AS (
    SELECT submission_key, kind, theme_key, claim_key, count(*) AS points FROM selected_point_keys GROUP BY ALL
),
of_themes AS (
    SELECT DISTINCT submission_key, theme_key FROM said
),
cited AS (
    SELECT p.submission_key, x.action_line_id FROM selected_point_keys p JOIN point_action_lines x USING (point_key)
),
counts AS (
    SELECT 'role' AS filter, role AS id, count(*) AS submissions FROM (SELECT DISTINCT submission_key, role FROM parties) GROUP BY ALL
    UNION ALL
    SELECT 'group', stakeholder_group, count(*) FROM (SELECT DISTINCT submission_key, stakeholder_group FROM parties) GROUP BY ALL
    UNION ALL
    SELECT 'country', country_code, count(*) FROM (SELECT DISTINCT submission_key, country_code FROM parties) GROUP BY ALL
    UNION ALL
    SELECT 'region', region, count(*) FROM (SELECT DISTINCT submission_key, region FROM parties) GROUP BY ALL
    UNION ALL
    SELECT 'process', process, count(*) FROM selected_submissions GROUP BY ALL
    UNION ALL
    SELECT 'stage', stage_id, count(*) FROM selected_submissions GROUP BY ALL
    UNION ALL
    SELECT 'type', document_type, count(*) FROM selected_submissions GROUP BY ALL
    UNION ALL
    SELECT 'language', language, count(*) FROM selected_submissions GROUP BY ALL
    UNION ALL
    SELECT 'claim', coalesce(c.claim_id, 'none'), p.submissions
    FROM (SELECT claim_key, count(*) AS submissions FROM (SELECT DISTINCT submission_key, claim_key FROM said) GROUP BY ALL) p
    LEFT JOIN claims c USING (claim_key)
    UNION ALL
    SELECT 'theme', t.theme_id, p.submissions
    FROM (SELECT theme_key, count(*) AS submissions FROM of_themes GROUP BY ALL) p JOIN themes t USING (theme_key)
    UNION ALL
    SELECT 'family', family, count(*) FROM (SELECT DISTINCT submission_key, family FROM of_themes JOIN themes USING (theme_key)) GROUP BY ALL
    UNION ALL
    SELECT 'kind', kind, count(*) FROM (SELECT DISTINCT submission_key, kind FROM said) GROUP BY ALL
    UNION ALL
    SELECT 'action_line', a.action_line_id, count(DISTINCT c.submission_key)
    FROM cited c JOIN action_lines y USING (action_line_id) JOIN action_lines a ON a.action_line_id IN (c.action_line_id, y.parent_id)
    GROUP BY ALL
    UNION ALL
    SELECT 'sdg', x.sdg::VARCHAR, count(DISTINCT p.submission_key)
    FROM selected_point_keys p JOIN point_sdgs x USING (point_key)
    GROUP BY ALL
    UNION ALL
    SELECT 'organisation', o.organisation_id, p.submissions
    FROM (SELECT organisation_key, count(*) AS submissions FROM parties GROUP BY ALL) p JOIN organisations o USING (organisation_key)
),
known AS (
    SELECT 'organisation' AS filter, organisation_id AS id, label, name AS note, lower(label) AS sort FROM organisations
    UNION ALL
    SELECT 'role', role, NULL, NULL, role FROM (SELECT DISTINCT role FROM signatory_keys)
    UNION ALL
    SELECT 'group', stakeholder_group, NULL, NULL, stakeholder_group FROM (SELECT DISTINCT stakeholder_group FROM organisations)
    UNION ALL
    SELECT 'country', country_code, country, NULL, country
    FROM (SELECT DISTINCT country_code, country FROM organisations WHERE country_code IS NOT NULL)
    UNION ALL
    SELECT 'region', region, NULL, NULL, region FROM (SELECT DISTINCT region FROM organisations)
    UNION ALL
    SELECT 'process', process, process, NULL, lpad(min(position)::VARCHAR, 6, '0') FROM stages GROUP BY process
    UNION ALL
    SELECT 'stage', stage_id, title, short_title, lpad(position::VARCHAR, 6, '0') FROM stages
    UNION ALL
    SELECT 'type', document_type, NULL, NULL, document_type FROM (SELECT DISTINCT document_type FROM submissions)
    UNION ALL
    SELECT 'language', language, NULL, NULL, language FROM (SELECT DISTINCT language FROM submissions)
    UNION ALL
    SELECT 'claim', claim_id, title, kind, lower(title) FROM claims
    UNION ALL
    SELECT 'claim', 'none', NULL, NULL, '~'
    UNION ALL
    SELECT 'theme', theme_id, title, family, lower(title) FROM themes
    UNION ALL
    SELECT 'family', family, family, NULL, family FROM (SELECT DISTINCT family FROM themes)
    UNION ALL
    SELECT 'kind', kind, NULL, NULL, kind FROM (SELECT DISTINCT kind FROM point_keys)
    UNION ALL
    SELECT 'action_line', action_line_id, short_title, title, lpad(length(action_line_id)::VARCHAR, 2, '0') || action_line_id FROM action_lines
    UNION ALL
    SELECT 'sdg', sdg::VARCHAR, title, NULL, lpad(sdg::VARCHAR, 2, '0') FROM sdgs
)
SELECT filter, id, k.label, k.note, coalesce(c.submissions, 0) AS submissions,
       row_number() OVER (PARTITION BY filter ORDER BY k.sort, id) AS position
FROM known k
LEFT JOIN counts c USING (filter, id)
ORDER BY filter, position
