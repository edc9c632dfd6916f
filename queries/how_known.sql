-- title: How directly and how exactly submissions are known
-- row: the selection
-- column submissions: integer, submissions · number of submissions in the selection
-- column second_hand: integer, submissions · number of submissions known only from someone else's report
-- column other_languages: integer, submissions · number of submissions in a language other than English
-- column vaguely_dated: integer, submissions · number of submissions with only a month, only a year, or no date
-- column stating: integer, submissions · number of submissions whose source states how many signed
-- column stated: integer, organisations · number of signatories that these sources state, added up
-- column named: integer, organisations · number of organisations named as signatories of these submissions, added up
WITH {% include "shared/selection.sql" %},
named AS (SELECT submission_key, count(*) AS signatories FROM signatories WHERE role = 'signatory' GROUP BY ALL)
SELECT count(*) AS submissions,
       count(*) FILTER (s.document_type = 'news-summary') AS second_hand,
       count(*) FILTER (s.language <> 'en') AS other_languages,
       count(*) FILTER (s.date_precision IS DISTINCT FROM 'day') AS vaguely_dated,
       count(s.stated_signatory_count) AS stating,
       coalesce(sum(s.stated_signatory_count), 0)::BIGINT AS stated,
       coalesce(sum(n.signatories) FILTER (s.stated_signatory_count IS NOT NULL), 0)::BIGINT AS named
FROM selected_submissions s
LEFT JOIN named n USING (submission_key)
HAVING count(*) > 0
