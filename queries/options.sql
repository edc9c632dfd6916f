-- title: What can be filtered by
-- row: one option of one filter
-- column filter: text · the filter's name in an address
-- column id: text · the option's id in an address
-- column label: text · the data's own name for it; empty where the id is a closed list's
-- column note: text · what tells it from others: full name, kind, theme
-- column submissions: integer, submissions · selected submissions that have it
-- column position: integer · its place in the list
WITH parties AS (
    SELECT submission_id, organisation_id, role, stakeholder_group, country_code, country, region FROM selected_signatories
),
listed AS (
    SELECT 'organisation' AS filter, o.organisation_id AS id, o.label, o.name AS note, lower(o.label) AS sort,
           (SELECT count(*) FROM parties p WHERE p.organisation_id = o.organisation_id) AS submissions
    FROM organisations o
    UNION ALL
    SELECT 'role', r.role, NULL, NULL, r.role, (SELECT count(DISTINCT submission_id) FROM parties p WHERE p.role = r.role)
    FROM (SELECT DISTINCT role FROM signatories) r
    UNION ALL
    SELECT 'group', g.stakeholder_group, NULL, NULL, g.stakeholder_group,
           (SELECT count(DISTINCT submission_id) FROM parties p WHERE p.stakeholder_group = g.stakeholder_group)
    FROM (SELECT DISTINCT stakeholder_group FROM organisations) g
    UNION ALL
    SELECT 'country', c.country_code, c.country, NULL, c.country,
           (SELECT count(DISTINCT submission_id) FROM parties p WHERE p.country_code = c.country_code)
    FROM (SELECT DISTINCT country_code, country FROM organisations WHERE country_code IS NOT NULL) c
    UNION ALL
    SELECT 'region', r.region, NULL, NULL, r.region, (SELECT count(DISTINCT submission_id) FROM parties p WHERE p.region = r.region)
    FROM (SELECT DISTINCT region FROM organisations) r
    UNION ALL
    SELECT 'process', g.process, g.process, NULL, lpad(min(g.position)::VARCHAR, 6, '0'), count(s.submission_id)
    FROM stages g LEFT JOIN selected_submissions s USING (stage_id)
    GROUP BY g.process
    UNION ALL
    SELECT 'stage', g.stage_id, g.title, g.short_title, lpad(g.position::VARCHAR, 6, '0'),
           (SELECT count(*) FROM selected_submissions s WHERE s.stage_id = g.stage_id)
    FROM stages g
    UNION ALL
    SELECT 'type', d.document_type, NULL, NULL, d.document_type,
           (SELECT count(*) FROM selected_submissions s WHERE s.document_type = d.document_type)
    FROM (SELECT DISTINCT document_type FROM submissions) d
    UNION ALL
    SELECT 'language', l.language, NULL, NULL, l.language, (SELECT count(*) FROM selected_submissions s WHERE s.language = l.language)
    FROM (SELECT DISTINCT language FROM submissions) l
    UNION ALL
    SELECT 'claim', c.claim_id, c.title, c.kind, lower(c.title),
           (SELECT count(DISTINCT submission_id) FROM selected_points p WHERE p.claim_id = c.claim_id)
    FROM claims c
    UNION ALL
    SELECT 'claim', 'none', NULL, NULL, '~', (SELECT count(DISTINCT submission_id) FROM selected_points p WHERE p.claim_id IS NULL)
    UNION ALL
    SELECT 'theme', t.theme_id, t.title, t.family, lower(t.title),
           (SELECT count(DISTINCT submission_id) FROM selected_points p WHERE p.theme_id = t.theme_id)
    FROM themes t
    UNION ALL
    SELECT 'family', f.family, f.family, NULL, f.family, (SELECT count(DISTINCT submission_id) FROM selected_points p WHERE p.family = f.family)
    FROM (SELECT DISTINCT family FROM themes) f
    UNION ALL
    SELECT 'kind', k.kind, NULL, NULL, k.kind, (SELECT count(DISTINCT submission_id) FROM selected_points p WHERE p.kind = k.kind)
    FROM (SELECT DISTINCT kind FROM points) k
    UNION ALL
    SELECT 'action_line', a.action_line_id, a.short_title, a.title, lpad(length(a.action_line_id)::VARCHAR, 2, '0') || a.action_line_id,
           (SELECT count(DISTINCT p.submission_id)
            FROM selected_points p JOIN point_action_lines x USING (point_id) JOIN action_lines y USING (action_line_id)
            WHERE y.action_line_id = a.action_line_id OR y.parent_id = a.action_line_id)
    FROM action_lines a
    UNION ALL
    SELECT 'sdg', g.sdg::VARCHAR, g.title, NULL, lpad(g.sdg::VARCHAR, 2, '0'),
           (SELECT count(DISTINCT p.submission_id) FROM selected_points p JOIN point_sdgs x USING (point_id) WHERE x.sdg = g.sdg)
    FROM sdgs g
)
SELECT filter, id, label, note, submissions, row_number() OVER (PARTITION BY filter ORDER BY sort, id) AS position
FROM listed
ORDER BY filter, position
