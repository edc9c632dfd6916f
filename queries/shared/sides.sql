{# What a comparison holds beside each other: `sides` (position, side_id, side) in the order of the parameter `ids`, and
   `members` (position, side_id, side, submission_key), the selected submissions of each. -#}
known_sides AS (
{% if by == "organisation" %}
    SELECT organisation_id AS side_id, label AS side FROM organisations
{% elif by == "group" %}
    SELECT DISTINCT stakeholder_group AS side_id, stakeholder_group AS side FROM organisations
{% else %}
    SELECT stage_id AS side_id, title AS side FROM stages
{% endif %}
),
sides AS (
    SELECT a.position, a.side_id, k.side
    FROM (VALUES {% for one in ids %}({{ one }}, {{ loop.index }}::BIGINT){{ ", " if not loop.last }}{% endfor %}) a (side_id, position)
    JOIN known_sides k USING (side_id)
),
members AS (
{% if by == "organisation" %}
    SELECT s.*, p.submission_key FROM sides s JOIN selected_signatories p ON p.organisation_id = s.side_id
{% elif by == "group" %}
    SELECT DISTINCT s.*, p.submission_key
    FROM sides s
    JOIN organisations o ON o.stakeholder_group = s.side_id
    JOIN selected_signatories p USING (organisation_key)
    {{ "WHERE p.organisation_id IN $filter_organisation" if active.organisation }}
{% else %}
    SELECT s.*, t.submission_key FROM sides s JOIN selected_submissions t ON t.stage_id = s.side_id
{% endif %}
)
