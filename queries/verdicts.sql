-- title: What became of the asks of each group, country or region
-- row: one group, country or region and one verdict; asks that are no matter for the text (not-applicable) and asks without a verdict are left out
-- parameter parties: group | country | region · whose asks
-- columns: party_id, party, verdict, asks, total, share, submissions
-- column party_id: text · the group, country (ISO 3166-1 alpha-3) or region that an author or signatory counts for; a joint text counts in each
-- column party: text · its name, where it is a country
-- column verdict: text · whether the adopted text has them: taken-up, partly, contrary or not-found
-- column asks: integer · asks of the party with this verdict; an ask is a recommendation with the positions that hold the same
-- column total: integer · asks of the party with one of these verdicts
-- column share: number, percent · asks of total
-- column submissions: integer, submissions · the party's submissions that make one of these asks
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
