-- What the filters select. Every question file is run behind these tables.
--
-- On the submission: words, organisation, role, stakeholder group, country and region (these five must hold for
-- one and the same author or signatory), process and stage, document type, language, dates, and what it must have
-- besides: another organisation behind it, another theme (as the kind that is filtered by, if one is), another claim.
-- On the point: claim, theme, family, kind, action line, goal.
-- Options within a filter are OR, filters are AND.
-- A line that ends in "-- when NAME, ..." is left out where none of these filters is set: most of the time of a small
-- query goes into planning conditions that do not apply. "-- unless NAME, ..." is left out where one is set.
-- selected_point_keys and selected_signatory_keys hold numbers only and are what is counted by: names are joined to what
-- was counted. selected_points and selected_signatories are the same rows with their texts, to be listed.
WITH
-- Authors and signatories that pass role, group, country and region. The organisation filter is not applied here:
-- it chooses submissions, and never hides who else stands behind them.
eligible_signatory_keys AS (
    SELECT s.* FROM signatory_keys s
    WHERE true
      AND list_contains($role, s.role) -- when role
      AND list_contains($group, s.stakeholder_group) -- when group
      AND list_contains($country, s.country_code) -- when country
      AND list_contains($region, s.region) -- when region
),
eligible_point_keys AS (
    SELECT p.* FROM point_keys p
    WHERE true
      AND coalesce(p.claim_key, -1) IN (SELECT c.claim_key FROM claims c WHERE list_contains($claim, c.claim_id) -- when claim
                                        UNION ALL SELECT -1 WHERE list_contains($claim, 'none')) -- when claim
      AND p.theme_key IN (SELECT t.theme_key FROM themes t WHERE true -- when theme, family
                          AND list_contains($theme, t.theme_id) -- when theme
                          AND list_contains($family, t.family) -- when family
                         ) -- when theme, family
      AND list_contains($kind, p.kind) -- when kind
      AND p.point_key IN (SELECT c.point_key FROM point_action_lines c JOIN action_lines a USING (action_line_id) -- when action_line
                          WHERE list_contains($action_line, c.action_line_id) OR list_contains($action_line, a.parent_id)) -- when action_line
      AND p.point_key IN (SELECT g.point_key FROM point_sdgs g WHERE list_contains($sdg, g.sdg::VARCHAR)) -- when sdg
),
points_of_kind AS (
    SELECT p.submission_key, p.theme_key FROM point_keys p
    WHERE true
      AND list_contains($kind, p.kind) -- when kind
),
selected_submissions AS (
    SELECT s.*, g.position AS stage_position, g.title AS stage, g.short_title AS short_stage, g.process
    FROM submissions s
    JOIN stages g USING (stage_id)
    WHERE true
      AND list_contains($process, g.process) -- when process
      AND list_contains($stage, s.stage_id) -- when stage
      AND list_contains($type, s.document_type) -- when type
      AND list_contains($language, s.language) -- when language
      AND s.date_to >= $since -- when since
      AND s.date_from <= $until -- when until
      AND s.submission_key IN (SELECT f.submission_key FROM submission_search f -- when q
                               WHERE list_bool_and(list_transform($words, lambda word: contains(f.search_text, word)))) -- when q
      AND s.submission_key IN (SELECT e.submission_key FROM eligible_signatory_keys e WHERE true -- when organisation, role, group, country, region
                               AND e.organisation_key IN (SELECT organisation_key FROM organisations WHERE list_contains($organisation, organisation_id)) -- when organisation
                              ) -- when organisation, role, group, country, region
      AND s.submission_key IN (SELECT a.submission_key FROM signatories a WHERE list_contains($also_organisation, a.organisation_id)) -- when also_organisation
      AND s.submission_key IN (SELECT a.submission_key FROM points_of_kind a JOIN themes t USING (theme_key) WHERE list_contains($also_theme, t.theme_id)) -- when also_theme
      AND s.submission_key IN (SELECT a.submission_key FROM point_keys a JOIN claims c USING (claim_key) WHERE list_contains($also_claim, c.claim_id)) -- when also_claim
      AND s.submission_key IN (SELECT p.submission_key FROM eligible_point_keys p) -- when claim, theme, family, kind, action_line, sdg
),
-- first_on_theme, first_in_family, first_on_claim: one point of each submission on a theme, in a family, with a claim or with none;
-- first_as_kind: one of each submission, theme and kind. So they are counted, not told apart. The build marks them; where filters
-- may leave a part of such points, it is done here.
selected_point_keys AS (
    SELECT p.submission_key, p.point_key, p.kind, p.family_key, p.theme_key,
           p.family_before = 0 AS first_in_family, -- unless theme, kind, claim, action_line, sdg
           (p.family_before & (SELECT bit_or(kind_bit) FROM kind_bits WHERE list_contains($kind, kind))) = 0 AS first_in_family, -- when kind unless theme, claim, action_line, sdg
           row_number() OVER (PARTITION BY p.submission_key, p.family_key ORDER BY p.point_key) = 1 AS first_in_family, -- when theme, claim, action_line, sdg
           p.theme_before = 0 AS first_on_theme, -- unless kind, claim, action_line, sdg
           (p.theme_before & (SELECT bit_or(kind_bit) FROM kind_bits WHERE list_contains($kind, kind))) = 0 AS first_on_theme, -- when kind unless claim, action_line, sdg
           row_number() OVER (PARTITION BY p.submission_key, p.theme_key ORDER BY p.point_key) = 1 AS first_on_theme, -- when claim, action_line, sdg
           (p.theme_before & p.kind_bit) = 0 AS first_as_kind, -- unless claim, action_line, sdg
           row_number() OVER (PARTITION BY p.submission_key, p.theme_key, p.kind ORDER BY p.point_key) = 1 AS first_as_kind, -- when claim, action_line, sdg
           p.claim_before = 0 AS first_on_claim, -- unless theme, family, kind, action_line, sdg
           (p.claim_before & (SELECT bit_or(kind_bit) FROM kind_bits WHERE list_contains($kind, kind))) = 0 AS first_on_claim, -- when kind unless theme, family, action_line, sdg
           row_number() OVER (PARTITION BY p.submission_key, p.claim_key ORDER BY p.point_key) = 1 AS first_on_claim, -- when theme, family, action_line, sdg
           p.kind_bit, p.claim_key
    FROM eligible_point_keys p
    WHERE true
      AND p.submission_key IN (SELECT submission_key FROM selected_submissions) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until
),
selected_signatory_keys AS (
    SELECT e.submission_key, e.organisation_key, e.role, e.stakeholder_group, e.country_code,
           e.first_in_group, -- unless role, country, region
           row_number() OVER (PARTITION BY e.submission_key, e.stakeholder_group ORDER BY e.organisation_key) = 1 AS first_in_group, -- when role, country, region
           e.first_in_country, -- unless role, group
           row_number() OVER (PARTITION BY e.submission_key, e.country_code ORDER BY e.organisation_key) = 1 AS first_in_country, -- when role, group
           e.first_in_region, -- unless role, group, country
           row_number() OVER (PARTITION BY e.submission_key, e.region ORDER BY e.organisation_key) = 1 AS first_in_region, -- when role, group, country
           e.region
    FROM eligible_signatory_keys e
    WHERE true
      AND e.submission_key IN (SELECT submission_key FROM selected_submissions) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until, claim, theme, family, kind, action_line, sdg
),
selected_points AS (
    SELECT p.*, t.theme_key, t.family
    FROM points p
    JOIN themes t USING (theme_id)
    WHERE true
      AND p.point_key IN (SELECT point_key FROM selected_point_keys) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until, claim, theme, family, kind, action_line, sdg
),
selected_signatories AS (
    SELECT s.*, o.name, o.label, o.stakeholder_group, o.country_code, o.country, o.region
    FROM signatories s
    JOIN organisations o USING (organisation_key)
    WHERE true
      AND list_contains($role, s.role) -- when role
      AND list_contains($group, o.stakeholder_group) -- when group
      AND list_contains($country, o.country_code) -- when country
      AND list_contains($region, o.region) -- when region
      AND s.submission_key IN (SELECT submission_key FROM selected_submissions) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until, claim, theme, family, kind, action_line, sdg
)
