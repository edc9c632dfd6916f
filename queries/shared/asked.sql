{# The selected points that ask for something or take a position, as `asked` (submission_key, point_key, claim_id, ask_id, text_id):
   the ask is the recommendation that asks for what the point's position holds, or else the point's own claim; text_id is the text
   that the submission was made to. `verdicts` (ask_id, text_id, verdict, strength, request, note) are compared with that text. -#}
{% from "shared/reported.sql" import adopted, of_others %}
asked AS (
    SELECT p.submission_key, p.point_key, p.claim_id, coalesce(e.equivalent_id, p.claim_id) AS ask_id,
{% if made_to == "adopted" %}
           {{ adopted }} AS text_id
    FROM selected_points p
{% else %}
           x.text_id
    FROM selected_points p
    JOIN selected_submissions USING (submission_key)
    JOIN {{ of_others }} x USING (stage_id)
{% endif %}
    LEFT JOIN claim_equivalents e USING (claim_id)
    WHERE p.kind IN ('recommendation', 'position')
),
verdicts AS (SELECT claim_id AS ask_id, text_id, verdict, strength, request, note FROM claim_outcomes)
