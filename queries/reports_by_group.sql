-- title: How many submissions of each stakeholder group are known only from reports
-- row: one stakeholder group
-- column stakeholder_group: text · the stakeholder group
-- column submissions: integer, submissions · number of submissions in the selection
-- column second_hand: integer, submissions · number of submissions known only from someone else's report
WITH {% include "shared/selection.sql" %}
SELECT o.stakeholder_group, count(DISTINCT s.submission_key) AS submissions,
       count(DISTINCT s.submission_key) FILTER (s.document_type = 'news-summary') AS second_hand
FROM selected_submissions s
JOIN selected_signatories USING (submission_key)
JOIN organisations o USING (organisation_key)
GROUP BY ALL
ORDER BY submissions DESC, o.stakeholder_group
