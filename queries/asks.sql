-- title: What was asked for, and whether the text that it was asked of has it
-- row: one request of the selected points that has a verdict. A request is a recommendation, together with positions that say the same; or a position that no recommendation asks for
-- parameters: unit, made_to, verdict, strength, first
-- parameter verdict: all | taken-up | partly | contrary | silent | not-applicable · the verdict of the requests to list; all are all requests, not-applicable are claims that ask nothing of the text
-- parameter strength: all | decides | requests-or-calls-upon | urges-or-commits | encourages-or-invites | recognises-or-reaffirms | welcomes | notes-or-recalls · how firmly the text speaks of the requests to list
-- parameter first: most | firmest · the most frequent requests first, or those that the text speaks of most firmly
-- columns: claim_id, claim, kind, theme_id, theme, verdict, strength, request, note, text_id, text, paragraphs, passages
-- columns: positions, count, total, share, submissions, organisations, points, asking, groups
-- column claim_id: text · id of the recommendation; id of the position if no recommendation asks for the same
-- column kind: text · kind of the request: recommendation or position
-- column theme_id: text · id of the theme that the request belongs to
-- column theme: text · title of that theme
-- column verdict: text · whether the text has what was asked for: taken-up, partly, contrary, silent or not-applicable
-- column request: text · yes, or no where the claim asks nothing of the text
-- column note: text · why the verdict was given, in our summary
-- column text_id: text · id of the text that the submissions were made to
-- column text: text · title of that text
-- column paragraphs: text · paragraphs of that text that the verdict rests on, best first, separated by semicolons; empty if there are none
-- column passages: integer, passages · number of passages of that text on it that public pages report
-- column positions: text · claim_ids of the positions that say the same, separated by semicolons; empty if there are none
-- column count: integer, units · number of units that ask for it, or say the same
-- column total: integer, units · number of units in the selection that were made to such a text
-- column asking: integer, submissions · number of selected submissions that ask for something or take a position
-- column groups: text · stakeholder groups with their numbers of units, largest first, separated by semicolons; a joint submission counts in each group
{% from "shared/firmness.sql" import firmest_first %}
WITH {% include "shared/selection.sql" %},
{% include "shared/asked.sql" %},
{{ raised("ask_id, text_id", unit, of="asked") }},
of_groups AS ({{ units(unit, points="ask_id, text_id", organisations="stakeholder_group", of="asked") }}),
named AS (
    SELECT ask_id, text_id, string_agg(stakeholder_group || ' ' || count, '; ' ORDER BY count DESC, stakeholder_group) AS groups
    FROM of_groups
    GROUP BY ALL
)
{% macro listed() %}
v.request = '{{ "no" if verdict == "not-applicable" else "yes" }}'
      {{- " AND v.verdict = $verdict" if verdict not in ("all", "not-applicable") }}
      {{- " AND v.strength = $strength" if strength != "all" }}
{%- endmacro %}
{% if rows == "number" %}
SELECT count(*) AS rows FROM (SELECT DISTINCT ask_id, text_id FROM asked) JOIN verdicts v USING (ask_id, text_id) WHERE {{ listed() }}
{% else %}
SELECT v.claim_id, v.claim, v.kind, v.theme_id, v.theme, v.verdict, v.strength, v.request, v.note, v.text_id, v.text, v.paragraphs,
       v.passages, v.positions, r.{{ unit }} AS count, n.count AS total, round(100.0 * r.{{ unit }} / n.count, 1) AS share, r.submissions,
       r.organisations, r.points, (SELECT count(DISTINCT submission_key) FROM asked) AS asking, g.groups
FROM raised r
CROSS JOIN selected n
JOIN named g USING (ask_id, text_id)
JOIN outcome_summaries v ON v.claim_id = r.ask_id AND v.text_id = r.text_id
WHERE {{ listed() }}
ORDER BY {{ "list_position(" ~ firmest_first ~ ", v.strength), " if first == "firmest" }}r.{{ unit }} DESC, r.points DESC, v.claim
{{- "\nLIMIT $page_rows OFFSET $page_start" if rows == "page" }}
{% endif %}
