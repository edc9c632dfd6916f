{# The selected points that ask for something or take a position, as `asked` (submission_key, point_key, claim_id, ask_id): the ask
   is the recommendation that asks for what the point's position holds, or else the point's own claim. `verdicts` (ask_id, verdict,
   note, text_id) are those on the adopted text. -#}
{% from "shared/reported.sql" import adopted %}
asked AS (
    SELECT p.submission_key, p.point_key, p.claim_id, coalesce(e.equivalent_id, p.claim_id) AS ask_id
    FROM selected_points p
    LEFT JOIN claim_equivalents e USING (claim_id)
    WHERE p.kind IN ('recommendation', 'position')
),
verdicts AS (SELECT claim_id AS ask_id, verdict, note, text_id FROM claim_outcomes WHERE text_id = {{ adopted }})
