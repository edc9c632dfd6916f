-- What the filters select. Every question file is run behind these tables.
--
-- On the submission: words, organisation, role, stakeholder group, country and region (these five must hold for
-- one and the same author or signatory), process and stage, document type, language, dates, and what it must have
-- besides: another organisation behind it, another theme (as the kind that is filtered by, if one is), another claim.
-- On the point: claim, theme, family, kind, action line, goal.
-- Options within a filter are OR, filters are AND.
-- A line that ends in "-- when NAME, ..." is left out where none of these filters is set: most of the time of a small
-- query goes into planning conditions that do not apply.
WITH
-- Authors and signatories that pass role, group, country and region. The organisation filter is not applied here:
-- it chooses submissions, and never hides who else stands behind them.
eligible_signatories AS (
    SELECT s.submission_id, s.submission_key, s.organisation_id, s.organisation_key, s.role, s.signed_on, s.source_url,
           o.name, o.label, o.stakeholder_group, o.country_code, o.country, o.region
    FROM signatories s
    JOIN organisations o USING (organisation_id)
    WHERE true
      AND list_contains($role, s.role) -- when role
      AND list_contains($group, o.stakeholder_group) -- when group
      AND list_contains($country, o.country_code) -- when country
      AND list_contains($region, o.region) -- when region
),
eligible_points AS (
    SELECT p.*, t.family
    FROM points p
    JOIN themes t USING (theme_id)
    WHERE true
      AND list_contains($claim, coalesce(p.claim_id, 'none')) -- when claim
      AND list_contains($theme, p.theme_id) -- when theme
      AND list_contains($family, t.family) -- when family
      AND list_contains($kind, p.kind) -- when kind
      AND p.point_id IN (SELECT c.point_id FROM point_action_lines c JOIN action_lines a USING (action_line_id) -- when action_line
                         WHERE list_contains($action_line, a.action_line_id) OR list_contains($action_line, a.parent_id)) -- when action_line
      AND p.point_id IN (SELECT g.point_id FROM point_sdgs g WHERE list_contains($sdg, g.sdg::VARCHAR)) -- when sdg
),
points_of_kind AS (
    SELECT p.* FROM points p
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
      AND s.submission_id IN (SELECT f.submission_id FROM submission_search f -- when q
                              WHERE list_bool_and(list_transform($words, lambda word: contains(f.search_text, word)))) -- when q
      AND s.submission_id IN (SELECT e.submission_id FROM eligible_signatories e WHERE true -- when organisation, role, group, country, region
                              AND list_contains($organisation, e.organisation_id) -- when organisation
                             ) -- when organisation, role, group, country, region
      AND s.submission_id IN (SELECT a.submission_id FROM signatories a WHERE list_contains($also_organisation, a.organisation_id)) -- when also_organisation
      AND s.submission_id IN (SELECT a.submission_id FROM points_of_kind a WHERE list_contains($also_theme, a.theme_id)) -- when also_theme
      AND s.submission_id IN (SELECT a.submission_id FROM points a WHERE list_contains($also_claim, a.claim_id)) -- when also_claim
      AND s.submission_id IN (SELECT p.submission_id FROM eligible_points p) -- when claim, theme, family, kind, action_line, sdg
),
selected_points AS (
    SELECT p.* FROM eligible_points p
    WHERE true
      AND p.submission_id IN (SELECT submission_id FROM selected_submissions) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until
),
selected_signatories AS (
    SELECT e.* FROM eligible_signatories e
    WHERE true
      AND e.submission_id IN (SELECT submission_id FROM selected_submissions) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until, claim, theme, family, kind, action_line, sdg
)
