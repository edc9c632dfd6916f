-- title: What became of the requests of all, or of each stakeholder group, country or region
-- row: one group, country or region, or all, with one verdict and strength; claims without a verdict are left out, and so are those that ask nothing of the text
-- parameters: parties, made_to
-- parameter parties: group | country | region | all · whose requests are compared
-- columns: party_id, party, verdict, strength, asks, total, share, submissions
-- column party_id: text · id of the stakeholder group, country (ISO 3166-1 alpha-3) or region that an author or a signatory is counted under; a joint submission is counted in each; or all
-- column party: text · name of the country; empty for groups and regions
-- column verdict: text · whether the text has what was asked for: taken-up, partly, contrary or silent
-- column asks: integer · number of their requests with this verdict and strength; a request is a recommendation, together with positions that say the same
-- column total: integer · number of all their requests
-- column share: number, percent · asks as a percentage of total
-- column submissions: integer, submissions · number of their submissions that make one of these requests
{% set column = {"group": "o.stakeholder_group", "country": "CASE o.scope WHEN 'national' THEN o.country_code END", "region": "o.region", "all": "'all'"}[parties] %}
{% from "shared/firmness.sql" import firmest_first, verdicts_in_order %}
WITH {% include "shared/selection.sql" %},
{% include "shared/asked.sql" %},
judged AS (
    SELECT {{ column }} AS party_id, {{ "o.country" if parties == "country" else "NULL" }} AS party, v.verdict, v.strength,
           (a.ask_id, a.text_id) AS ask, a.submission_key
    FROM asked a
    JOIN verdicts v USING (ask_id, text_id)
    JOIN selected_signatories USING (submission_key)
    JOIN organisations o USING (organisation_key)
    WHERE {{ column }} IS NOT NULL AND v.request = 'yes'
),
totals AS (
    SELECT party_id, count(DISTINCT ask) AS total, count(DISTINCT submission_key) AS submissions FROM judged GROUP BY ALL
),
counted AS (SELECT party_id, party, verdict, strength, count(DISTINCT ask) AS asks FROM judged GROUP BY ALL)
SELECT c.party_id, c.party::VARCHAR AS party, c.verdict, c.strength, c.asks, t.total, round(100.0 * c.asks / t.total, 1) AS share,
       t.submissions
FROM counted c
JOIN totals t USING (party_id)
ORDER BY t.submissions DESC, c.party_id, list_position({{ verdicts_in_order }}, c.verdict),
         list_position({{ firmest_first }}, c.strength)
