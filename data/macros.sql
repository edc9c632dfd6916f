-- Table macros of the database, one for each leading question.
-- FROM themes(kinds := ['challenge'], groups := ['technical'])
-- Each argument is a filter: a list of ids, or a date; a filter that is not given, or NULL, does not narrow.
-- Written by python -m queries.macros from the question files.

CREATE MACRO totals(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
signed AS (
    SELECT role FROM selected_signatories p WHERE p.organisation_id IN coalesce(organisations, (SELECT list(organisation_id) FROM organisations))
)
SELECT 'submissions' AS measure, (SELECT count(*) FROM selected_submissions) AS selected,
       (SELECT count(*) FROM submissions) AS whole
UNION ALL
SELECT 'organisations', (SELECT count(DISTINCT organisation_key) FROM selected_signatories),
       (SELECT count(*) FROM organisations)
UNION ALL
SELECT 'authorships', (SELECT count(*) FROM signed WHERE role = 'author'),
       (SELECT count(*) FROM signatories WHERE role = 'author')
UNION ALL
SELECT 'signatures', (SELECT count(*) FROM signed WHERE role = 'signatory'),
       (SELECT count(*) FROM signatories WHERE role = 'signatory')
UNION ALL
SELECT 'points', (SELECT count(*) FROM selected_points), (SELECT count(*) FROM points)
UNION ALL
SELECT 'stages', (SELECT count(DISTINCT stage_id) FROM selected_submissions), (SELECT count(*) FROM stages);

CREATE MACRO themes(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
points_made AS (
    SELECT theme_id, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM selected_points GROUP BY ALL
),
organisations_behind AS (SELECT theme_id, count(DISTINCT organisation_key) AS count
    FROM selected_points
    JOIN selected_signatories USING (submission_key)
    GROUP BY ALL),
raised AS (SELECT p.*, o.count AS organisations FROM points_made p JOIN organisations_behind o USING (theme_id)),
selected AS (SELECT count(DISTINCT submission_key) AS count
    FROM selected_submissions)
SELECT t.theme_id, t.title AS theme, t.family, r.submissions AS count, s.count AS total,
       round(100.0 * r.submissions / s.count, 1) AS share, r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
JOIN themes t ON t.theme_id = r.theme_id
ORDER BY r.submissions DESC, r.points DESC, t.title;

CREATE MACRO claims(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
claimed AS (SELECT submission_key, point_key, coalesce(claim_id, 'none') AS claim_id FROM selected_points),
points_made AS (
    SELECT claim_id, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM claimed GROUP BY ALL
),
organisations_behind AS (SELECT claim_id, count(DISTINCT organisation_key) AS count
    FROM claimed
    JOIN selected_signatories USING (submission_key)
    GROUP BY ALL),
raised AS (SELECT p.*, o.count AS organisations FROM points_made p JOIN organisations_behind o USING (claim_id)),
selected AS (SELECT count(DISTINCT submission_key) AS count
    FROM selected_submissions)
SELECT r.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, r.submissions AS count, s.count AS total,
       round(100.0 * r.submissions / s.count, 1) AS share, r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
LEFT JOIN claims c ON c.claim_id = r.claim_id
LEFT JOIN themes t ON t.theme_id = c.theme_id
ORDER BY r.claim_id = 'none', r.submissions DESC, r.points DESC, c.title;

CREATE MACRO themes_by_kind(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
counted AS (SELECT theme_id, kind, count(DISTINCT submission_key) AS count
    FROM selected_points
    GROUP BY ALL),
totals AS (SELECT theme_id, count(DISTINCT submission_key) AS count, count(DISTINCT submission_key) AS submissions
    FROM selected_points
    GROUP BY ALL),
shares AS (
    SELECT c.* EXCLUDE (count), coalesce(c.count, 0) AS count,
           t.count AS total, round(100.0 * coalesce(c.count, 0) / t.count, 1) AS share, t.submissions
    FROM totals t
    JOIN counted c USING (theme_id)
)
SELECT t.theme_id, t.title AS theme, t.family, s.kind, s.count, s.total, s.share, s.submissions
FROM shares s
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY s.total DESC, t.title, s.kind;

CREATE MACRO themes_by_group(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
counted AS (SELECT theme_id, stakeholder_group, count(DISTINCT submission_key) AS count
    FROM selected_points
    JOIN selected_signatories USING (submission_key)
    JOIN organisations USING (organisation_key)
    GROUP BY ALL),
totals AS (SELECT stakeholder_group, count(DISTINCT submission_key) AS count, count(DISTINCT submission_key) AS submissions
    FROM selected_signatories
    JOIN organisations USING (organisation_key)
    GROUP BY ALL),
shares AS (
    SELECT c.* EXCLUDE (count), coalesce(c.count, 0) AS count,
           t.count AS total, round(100.0 * coalesce(c.count, 0) / t.count, 1) AS share, t.submissions
    FROM totals t
    JOIN counted c USING (stakeholder_group)
)
SELECT t.theme_id, t.title AS theme, s.stakeholder_group, s.count, s.total, s.share, s.submissions
FROM shares s
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY t.theme_id, s.stakeholder_group;

CREATE MACRO themes_by_stage(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
counted AS (SELECT theme_id, stage_id, count(DISTINCT submission_key) AS count
    FROM selected_points
    JOIN selected_submissions USING (submission_key)
    GROUP BY ALL),
totals AS (SELECT stage_id, count(DISTINCT submission_key) AS count, count(DISTINCT submission_key) AS submissions
    FROM selected_submissions
    GROUP BY ALL),
shares AS (
    SELECT c.* EXCLUDE (count), coalesce(c.count, 0) AS count,
           t.count AS total, round(100.0 * coalesce(c.count, 0) / t.count, 1) AS share, t.submissions
    FROM totals t
    JOIN counted c USING (stage_id)
)
SELECT t.theme_id, t.title AS theme, s.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       s.stage_id IN (SELECT stage_id FROM (SELECT * FROM texts WHERE of_the_review) WHERE stage_id IS NOT NULL) AS negotiation,
       s.count, s.total, s.share, s.submissions
FROM shares s
JOIN stages g ON g.stage_id = s.stage_id
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY t.theme_id, g.position;

CREATE MACRO organisations(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL),
counted AS (
    SELECT p.organisation_key, count(*) FILTER (p.role = 'signatory') AS signed,
           count(*) FILTER (p.role = 'author') AS authored, count(*) AS submissions,
           sum(m.points)::BIGINT AS points
    FROM selected_signatories p
    JOIN made m USING (submission_key)
    WHERE p.organisation_id IN coalesce(organisations, (SELECT list(organisation_id) FROM organisations))
    GROUP BY ALL
)
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, o.scope, o.country, o.region,
       c.signed, c.authored, c.submissions, c.points
FROM counted c
JOIN organisations o USING (organisation_key)
ORDER BY c.signed DESC, c.authored DESC, o.name;

CREATE MACRO groups(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
counted AS (SELECT stakeholder_group, count(DISTINCT submission_key) AS count
    FROM selected_signatories
    JOIN organisations USING (organisation_key)
    GROUP BY ALL),
totals AS (SELECT count(DISTINCT submission_key) AS count, count(DISTINCT submission_key) AS submissions
    FROM selected_submissions),
shares AS (
    SELECT c.* EXCLUDE (count), coalesce(c.count, 0) AS count,
           t.count AS total, round(100.0 * coalesce(c.count, 0) / t.count, 1) AS share, t.submissions
    FROM totals t
    CROSS JOIN counted c
)
SELECT stakeholder_group, count, total, share FROM shares ORDER BY count DESC, stakeholder_group;

CREATE MACRO countries(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
placed AS (
    SELECT p.submission_key, organisation_key, CASE o.scope WHEN 'national' THEN o.country_code ELSE '' END AS id,
           o.country, o.scope, o.region, o.stakeholder_group = 'government' AS is_government
    FROM selected_signatories p
    JOIN organisations o USING (organisation_key)
),
points_made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL),
placed_submissions AS (
    SELECT id, country, scope, region, submission_key, points, bool_or(is_government) AS is_government
    FROM placed
    JOIN points_made USING (submission_key)
    GROUP BY ALL
),
organisations_behind AS (
    SELECT id, scope, region, count(DISTINCT organisation_key) AS organisations
    FROM placed
    JOIN points_made USING (submission_key)
    GROUP BY ALL
),
counted AS (
    SELECT id, country, scope, region, b.organisations, count(*) AS submissions,
           count(*) FILTER (is_government) AS government_submissions, sum(points)::BIGINT AS points
    FROM placed_submissions
    JOIN organisations_behind b USING (id, scope, region)
    GROUP BY ALL
),
selected AS (SELECT count(DISTINCT submission_key) AS count
    FROM selected_submissions)
SELECT c.country, nullif(c.id, '') AS country_code, c.scope, c.region, c.submissions AS count, s.count AS total,
       round(100.0 * c.submissions / s.count, 1) AS share, c.organisations, c.submissions, c.government_submissions, c.points
FROM counted c
CROSS JOIN selected s
ORDER BY c.id = '', c.scope <> 'regional', c.submissions DESC, c.organisations DESC, c.submissions DESC, c.id, c.region;

CREATE MACRO action_lines(
    organisations := NULL::VARCHAR[],
    roles := NULL::VARCHAR[],
    groups := NULL::VARCHAR[],
    countries := NULL::VARCHAR[],
    regions := NULL::VARCHAR[],
    processes := NULL::VARCHAR[],
    stages := NULL::VARCHAR[],
    voices := NULL::VARCHAR[],
    types := NULL::VARCHAR[],
    languages := NULL::VARCHAR[],
    claims := NULL::VARCHAR[],
    themes := NULL::VARCHAR[],
    families := NULL::VARCHAR[],
    kinds := NULL::VARCHAR[],
    action_lines := NULL::VARCHAR[],
    sdgs := NULL::VARCHAR[],
    since := NULL::DATE,
    until := NULL::DATE
) AS TABLE
WITH matching_signatories AS (SELECT submission_key, organisation_key, organisation_id, role FROM signatories WHERE true
      AND (roles IS NULL OR role IN roles)
      AND (groups IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN groups))
      AND (countries IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE scope = 'national' AND country_code IN countries))
      AND (regions IS NULL OR organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN regions))),
matching_points AS (SELECT point_key, submission_key, kind, theme_id, claim_id FROM points WHERE true
      AND (claims IS NULL OR coalesce(claim_id, 'none') IN claims)
      AND (themes IS NULL OR theme_id IN themes)
      AND (families IS NULL OR theme_id IN (SELECT theme_id FROM themes WHERE family IN families))
      AND (kinds IS NULL OR kind IN kinds)
      AND (action_lines IS NULL OR point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) WHERE action_line_id IN action_lines OR parent_id IN action_lines))
      AND (sdgs IS NULL OR point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN sdgs))),
selected_submissions AS (
    SELECT submission_key, stage_id, document_type FROM submissions
    WHERE true
      AND (processes IS NULL OR stage_id IN (SELECT stage_id FROM stages WHERE process IN processes))
      AND (stages IS NULL OR stage_id IN stages)
      AND (voices IS NULL OR CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END IN voices)
      AND (types IS NULL OR document_type IN types)
      AND (languages IS NULL OR language IN languages)
      AND (since IS NULL OR date_to >= since)
      AND (until IS NULL OR date_from <= until)
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true
      AND (organisations IS NULL OR organisation_id IN organisations))
      AND (claims IS NULL AND themes IS NULL AND families IS NULL AND kinds IS NULL AND action_lines IS NULL AND sdgs IS NULL OR submission_key IN (SELECT submission_key FROM matching_points))
),
selected_points AS (
    SELECT * FROM matching_points
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    WHERE submission_key IN (SELECT submission_key FROM selected_submissions)
),
points_citing AS (
    SELECT p.*, l.action_line_id
    FROM selected_points p
    JOIN point_action_lines c USING (point_key)
    JOIN action_lines a USING (action_line_id)
    JOIN action_lines l ON l.action_line_id IN (c.action_line_id, a.parent_id)
),
cited AS (SELECT action_line_id, count(DISTINCT submission_key) AS submissions,
           count(DISTINCT organisation_key) AS organisations, count(DISTINCT point_key) AS points
    FROM points_citing
    JOIN selected_signatories USING (submission_key)
    GROUP BY ALL)
SELECT CASE WHEN starts_with(l.action_line_id, l.parent_id || '-') THEN l.parent_id ELSE l.action_line_id END || ' ' || l.short_title AS action_line, l.title, coalesce(c.submissions, 0) AS submissions,
       coalesce(c.organisations, 0) AS organisations, coalesce(c.points, 0) AS points,
       l.description, l.facilitators, l.source_url, l.parent_id, l.action_line_id
FROM action_lines l
LEFT JOIN cited c USING (action_line_id)
ORDER BY try_cast(regexp_extract(l.action_line_id, '\d+') AS INTEGER), l.action_line_id;
