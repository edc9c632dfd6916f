-- title: Outcome of the requests of each side of a comparison
-- row: one side with one verdict; requests without a verdict are left out, and so are those with the verdict not-applicable
-- parameters: by, ids
-- columns side: side_id, side, position, verdict, asks, total, share, submissions
-- column verdict: text · whether the adopted text has what was asked for: taken-up, partly, contrary or not-found
-- column asks: integer · number of the side's requests with this verdict; a request is a recommendation, together with positions that say the same
-- column total: integer · number of the side's requests with any of these verdicts
-- column share: number, percent · asks as a percentage of total
-- column submissions: integer, submissions · number of the side's submissions that make one of these requests
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{% include "shared/asked.sql" %},
judged AS (
    SELECT m.side_id, m.side, m.position, v.verdict, a.ask_id, a.submission_key
    FROM asked a
    JOIN verdicts v USING (ask_id)
    JOIN members m USING (submission_key)
    WHERE v.verdict <> 'not-applicable'
),
totals AS (
    SELECT position, count(DISTINCT ask_id) AS total, count(DISTINCT submission_key) AS submissions FROM judged GROUP BY ALL
),
counted AS (SELECT side_id, side, position, verdict, count(DISTINCT ask_id) AS asks FROM judged GROUP BY ALL)
SELECT c.side_id, c.side, c.position, c.verdict, c.asks, t.total, round(100.0 * c.asks / t.total, 1) AS share, t.submissions
FROM counted c
JOIN totals t USING (position)
ORDER BY c.position, list_position(['taken-up', 'partly', 'contrary', 'not-found'], c.verdict)
