-- What the filters select. Every question file is run behind these tables.
--
-- On the submission: words, organisation, role, stakeholder group, country and region (these five must hold for
-- one and the same author or signatory), process and stage, document type, language, dates.
-- On the point: claim, theme, family, kind, action line, goal.
-- Options within a filter are OR, filters are AND. An empty list is no filter.
WITH
-- Authors and signatories that pass role, group, country and region. The organisation filter is not applied here:
-- it chooses submissions, and never hides who else stands behind them.
eligible_signatories AS (
    SELECT s.submission_id, s.organisation_id, s.role, s.signed_on, s.source_url,
           o.name, o.label, o.stakeholder_group, o.country_code, o.country, o.region
    FROM signatories s
    JOIN organisations o USING (organisation_id)
    WHERE (len($role) = 0 OR list_contains($role, s.role))
      AND (len($group) = 0 OR list_contains($group, o.stakeholder_group))
      AND (len($country) = 0 OR list_contains($country, o.country_code))
      AND (len($region) = 0 OR list_contains($region, o.region))
),
eligible_points AS (
    SELECT p.*, t.family
    FROM points p
    JOIN themes t USING (theme_id)
    WHERE (len($claim) = 0 OR list_contains($claim, coalesce(p.claim_id, 'none')))
      AND (len($theme) = 0 OR list_contains($theme, p.theme_id))
      AND (len($family) = 0 OR list_contains($family, t.family))
      AND (len($kind) = 0 OR list_contains($kind, p.kind))
      AND (len($action_line) = 0 OR p.point_id IN (
              SELECT c.point_id
              FROM point_action_lines c
              JOIN action_lines a USING (action_line_id)
              WHERE list_contains($action_line, a.action_line_id) OR list_contains($action_line, a.parent_id)))
      AND (len($sdg) = 0 OR p.point_id IN (
              SELECT g.point_id FROM point_sdgs g WHERE list_contains($sdg, g.sdg::VARCHAR)))
),
selected_submissions AS (
    SELECT s.*, g.position AS stage_position, g.title AS stage, g.short_title AS short_stage, g.process
    FROM submissions s
    JOIN stages g USING (stage_id)
    WHERE (len($process) = 0 OR list_contains($process, g.process))
      AND (len($stage) = 0 OR list_contains($stage, s.stage_id))
      AND (len($type) = 0 OR list_contains($type, s.document_type))
      AND (len($language) = 0 OR list_contains($language, s.language))
      AND ($since::DATE IS NULL OR s.date_to >= $since::DATE)
      AND ($until::DATE IS NULL OR s.date_from <= $until::DATE)
      AND (len($words) = 0 OR s.submission_id IN (
              SELECT f.submission_id FROM submission_search f
              WHERE list_bool_and(list_transform($words, lambda word: contains(f.search_text, word)))))
      AND (len($organisation) + len($role) + len($group) + len($country) + len($region) = 0
           OR s.submission_id IN (
              SELECT e.submission_id FROM eligible_signatories e
              WHERE len($organisation) = 0 OR list_contains($organisation, e.organisation_id)))
      AND (len($claim) + len($theme) + len($family) + len($kind) + len($action_line) + len($sdg) = 0
           OR s.submission_id IN (SELECT p.submission_id FROM eligible_points p))
),
selected_points AS (
    SELECT p.* FROM eligible_points p JOIN selected_submissions s USING (submission_id)
),
selected_signatories AS (
    SELECT e.* FROM eligible_signatories e JOIN selected_submissions s USING (submission_id)
)
