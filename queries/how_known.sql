-- title: How directly and how exactly submissions are known
-- row: the selection
-- column submissions: integer, submissions · submissions selected
-- column second_hand: integer, submissions · those known from a page by someone else that reports them
-- column other_languages: integer, submissions · those in a language other than English
-- column vaguely_dated: integer, submissions · those dated by month or year only, or not at all
-- column stating: integer, submissions · those whose source states how many signed
-- column stated: integer, organisations · signatories that these sources state, in all
-- column named: integer, organisations · organisations named as signatories of these submissions, in all
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
