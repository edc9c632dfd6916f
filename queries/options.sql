-- title: What can be filtered by
-- row: one option of one filter
-- column filter: text · the filter's name in an address
-- column id: text · the option's id in an address
-- column label: text · the data's own name for it; empty where the id is a closed list's
-- column note: text · what tells it from others: full name, kind, theme
-- column submissions: integer, submissions · selected submissions that have it
-- column position: integer · its place in the list
WITH cited AS (
    SELECT p.submission_key, x.action_line_id FROM selected_point_keys p JOIN point_action_lines x USING (point_key)
),
covered AS (
    SELECT a.action_line_id, y.action_line_id AS covered_id
    FROM action_lines a JOIN action_lines y ON a.action_line_id IN (y.action_line_id, y.parent_id)
),
raised AS (
    SELECT theme_key, family_key, claim_key, count(*) FILTER (first_on_theme) AS on_theme,
           count(*) FILTER (first_in_family) AS in_family, count(*) FILTER (first_on_claim) AS on_claim
    FROM selected_point_keys
    GROUP BY ALL
),
kinds AS (
    SELECT submission_key, bit_or(kind_bit) AS bits FROM selected_point_keys GROUP BY ALL
),
counts AS (
    SELECT 'role' AS filter, role AS id, count(DISTINCT submission_key) AS submissions FROM selected_signatory_keys GROUP BY ALL
    UNION ALL
    SELECT 'group', stakeholder_group, count(*) FROM selected_signatory_keys WHERE first_in_group GROUP BY ALL
    UNION ALL
    SELECT 'country', country_code, count(*) FROM selected_signatory_keys WHERE first_in_country GROUP BY ALL
    UNION ALL
    SELECT 'region', region, count(*) FROM selected_signatory_keys WHERE first_in_region GROUP BY ALL
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
    FROM (SELECT claim_key, sum(on_claim)::BIGINT AS submissions FROM raised GROUP BY ALL) p
    LEFT JOIN claims c USING (claim_key)
    UNION ALL
    SELECT 'theme', t.theme_id, p.submissions
    FROM (SELECT theme_key, sum(on_theme)::BIGINT AS submissions FROM raised GROUP BY ALL) p JOIN themes t USING (theme_key)
    UNION ALL
    SELECT 'family', t.family, p.submissions
    FROM (SELECT family_key, sum(in_family)::BIGINT AS submissions FROM raised GROUP BY ALL) p
    JOIN themes t ON t.theme_key = p.family_key
    UNION ALL
    SELECT 'kind', b.kind, count(*) FROM kinds k JOIN kind_bits b ON (k.bits & b.kind_bit) <> 0 GROUP BY ALL
    UNION ALL
    SELECT 'action_line', a.action_line_id, count(DISTINCT c.submission_key)
    FROM covered a JOIN cited c ON c.action_line_id = a.covered_id
    GROUP BY ALL
    UNION ALL
    SELECT 'sdg', x.sdg::VARCHAR, count(DISTINCT p.submission_key)
    FROM selected_point_keys p JOIN point_sdgs x USING (point_key)
    GROUP BY ALL
    UNION ALL
    SELECT 'organisation', o.organisation_id, p.submissions
    FROM (SELECT organisation_key, count(*) AS submissions FROM selected_signatory_keys GROUP BY ALL) p JOIN organisations o USING (organisation_key)
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
