{# The selection: submissions, the points they make, and their signatories (authors are signatories, too).
   Options within a filter are OR, filters are AND. Filters on signatories must hold for one and the same signatory, filters
   on points for one and the same point. Signatories that do not meet a filter on signatories are left out, unless the
   filter keeps them: an organisation is shown with all who stand beside it. With the parameter `made_to`, only submissions that
   were made to the adopted text, or to a text of another process at their stage.
   Each has the columns that most questions count by; a question that reads others names them before it includes this. -#}
{% from "shared/reported.sql" import of_others %}
{% set submission_columns = submission_columns if submission_columns is defined else "submission_key, stage_id, document_type" %}
{% set point_columns = point_columns if point_columns is defined else "point_key, submission_key, kind, theme_id, claim_id" %}
{% set signatory_columns = signatory_columns if signatory_columns is defined else "submission_key, organisation_key, organisation_id, role" %}
{% macro met(some) %}
{% for one in some %}

      AND {{ one.condition }}
{%- endfor %}
{% endmacro %}
{% set on_signatory = narrowing | selectattr("on", "equalto", "signatory") | list %}
{% set on_point = narrowing | selectattr("on", "equalto", "point") | list %}
matching_signatories AS (SELECT {{ signatory_columns }} FROM signatories WHERE true{{ met(on_signatory | rejectattr("keeps_others")) }}),
matching_points AS (SELECT {{ point_columns }} FROM points WHERE true{{ met(on_point) }}),
{% if active.also_theme %}
points_of_kind AS (SELECT {{ point_columns }} FROM points{{ " WHERE kind IN $filter_kind" if active.kind }}),
{% endif %}
selected_submissions AS (
    SELECT {{ submission_columns }} FROM submissions
    WHERE true{{ met(narrowing | selectattr("on", "equalto", "submission")) }}
{% if on_signatory %}
      AND submission_key IN (SELECT submission_key FROM matching_signatories
      WHERE true{{ met(on_signatory | selectattr("keeps_others")) }})
{% endif %}
{% if on_point %}
{% set unset = on_point | map(attribute="unset") | select | join(" AND ") %}
      AND ({{ unset ~ " OR " if unset }}submission_key IN (SELECT submission_key FROM matching_points))
{% endif %}
{% if made_to is defined and made_to != "any" %}
      AND stage_id {{ "NOT IN" if made_to == "adopted" else "IN" }} (SELECT stage_id FROM {{ of_others }})
{% endif %}
),
selected_points AS (
    SELECT * FROM matching_points
    {{ "WHERE submission_key IN (SELECT submission_key FROM selected_submissions)" if narrowing or (made_to is defined and made_to != "any") }}
),
selected_signatories AS (
    SELECT * FROM matching_signatories
    {{ "WHERE submission_key IN (SELECT submission_key FROM selected_submissions)" if narrowing or (made_to is defined and made_to != "any") }}
)
