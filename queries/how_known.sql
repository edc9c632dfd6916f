-- title: How directly and how exactly submissions are known
-- row: the selection
-- column submissions: integer, submissions · number of submissions in the selection
-- column second_hand: integer, submissions · number of submissions known only from someone else's report
-- column other_languages: integer, submissions · number of submissions in a language other than English
-- column vaguely_dated: integer, submissions · number of submissions with only a month, only a year, or no date
-- column stating: integer, submissions · number of submissions whose source states how many signed
-- column stated: integer, organisations · number of signatories that these sources state, added up
-- column named: integer, organisations · number of organisations named as signatories of these submissions, added up
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %}
SELECT count(*) AS submissions,
       count(*) FILTER (document_type = 'news-summary') AS second_hand,
       count(*) FILTER (language <> 'en') AS other_languages,
       count(*) FILTER (date_precision IS DISTINCT FROM 'day') AS vaguely_dated,
       count(stated_signatory_count) AS stating,
       coalesce(sum(stated_signatory_count), 0)::BIGINT AS stated,
       coalesce(sum(named_signatories) FILTER (stated_signatory_count IS NOT NULL), 0)::BIGINT AS named
FROM selected_submissions
HAVING count(*) > 0
