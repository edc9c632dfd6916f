-- title: What became of the requests of each side of a comparison
-- row: one side with one verdict and strength; claims without a verdict are left out, and so are those that ask nothing of the text
-- parameters: by, ids, made_to
-- columns side: side_id, side, position, verdict, strength, asks, total, share, submissions
-- column verdict: text · whether the text has what was asked for: taken-up, partly, contrary or silent
-- column asks: integer · number of the side's requests with this verdict and strength; a request is a recommendation, together with positions that say the same
-- column total: integer · number of all the side's requests
-- column share: number, percent · asks as a percentage of total
-- column submissions: integer, submissions · number of the side's submissions that make one of these requests
{% from "shared/firmness.sql" import firmest_first, verdicts_in_order %}
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{% include "shared/asked.sql" %},
judged AS (
    SELECT m.side_id, m.side, m.position, v.verdict, v.strength, (a.ask_id, a.text_id) AS ask, a.submission_key
    FROM asked a
    JOIN verdicts v USING (ask_id, text_id)
    JOIN members m USING (submission_key)
    WHERE v.request = 'yes'
),
totals AS (
    SELECT position, count(DISTINCT ask) AS total, count(DISTINCT submission_key) AS submissions FROM judged GROUP BY ALL
),
counted AS (SELECT side_id, side, position, verdict, strength, count(DISTINCT ask) AS asks FROM judged GROUP BY ALL)
SELECT c.side_id, c.side, c.position, c.verdict, c.strength, c.asks, t.total, round(100.0 * c.asks / t.total, 1) AS share,
       t.submissions
FROM counted c
JOIN totals t USING (position)
ORDER BY c.position, list_position({{ verdicts_in_order }}, c.verdict), list_position({{ firmest_first }}, c.strength)
