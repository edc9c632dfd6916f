-- title: Outcome of the requests of each stakeholder group, country or region
-- row: one group, country or region with one verdict; requests without a verdict are left out, and so are those with the verdict not-applicable
-- parameter parties: group | country | region · whose requests are compared
-- columns: party_id, party, verdict, asks, total, share, submissions
-- column party_id: text · id of the stakeholder group, country (ISO 3166-1 alpha-3) or region that an author or a signatory is counted under; a joint submission is counted in each
-- column party: text · name of the country; empty for groups and regions
-- column verdict: text · whether the adopted text has what was asked for: taken-up, partly, contrary or not-found
-- column asks: integer · number of their requests with this verdict; a request is a recommendation, together with positions that say the same
-- column total: integer · number of their requests with any of these verdicts
-- column share: number, percent · asks as a percentage of total
-- column submissions: integer, submissions · number of their submissions that make one of these requests
{% set column = {"group": "o.stakeholder_group", "country": "CASE o.scope WHEN 'national' THEN o.country_code END", "region": "o.region"}[parties] %}
WITH {% include "shared/selection.sql" %},
{% include "shared/asked.sql" %},
judged AS (
    SELECT {{ column }} AS party_id, {{ "o.country" if parties == "country" else "NULL" }} AS party, v.verdict, a.ask_id,
           a.submission_key
    FROM asked a
    JOIN verdicts v USING (ask_id)
    JOIN selected_signatories USING (submission_key)
    JOIN organisations o USING (organisation_key)
    WHERE {{ column }} IS NOT NULL AND v.verdict <> 'not-applicable'
),
totals AS (
    SELECT party_id, count(DISTINCT ask_id) AS total, count(DISTINCT submission_key) AS submissions FROM judged GROUP BY ALL
),
counted AS (SELECT party_id, party, verdict, count(DISTINCT ask_id) AS asks FROM judged GROUP BY ALL)
SELECT c.party_id, c.party::VARCHAR AS party, c.verdict, c.asks, t.total, round(100.0 * c.asks / t.total, 1) AS share,
       t.submissions
FROM counted c
JOIN totals t USING (party_id)
ORDER BY t.submissions DESC, c.party_id, list_position(['taken-up', 'partly', 'contrary', 'not-found'], c.verdict)
