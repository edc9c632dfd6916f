-- title: Which submissions have certain words in their title, or in the names of their authors or stage
-- row: one selected submission with all the words of q at the beginning of a word there; those with whole words come first
-- unnarrowed: q
-- columns submission: submission_id, title, authors, submitted_on, date_precision, stage_id, stage, document_type, reporter, whole
-- column whole: boolean · whether all the words are whole words there; words of one or two letters must be, but for those of scripts without blanks between words
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %},
found AS (
{% if active.q %}
    SELECT submission_key,
           list_bool_and(list_transform(string_split($filter_q, ' '),
                                        lambda word: contains(title_words, ' ' || word || ' '))) AS whole
    FROM submission_search
    WHERE list_bool_and(list_transform(string_split($filter_q, ' '),
                                       lambda word: contains(title_words, ' ' || word || CASE WHEN length(word) < 3 AND word < 'ก' THEN ' ' ELSE '' END)))
{% else %}
    SELECT submission_key, true AS whole FROM submissions
{% endif %}
),
listed AS (
    SELECT s.*, f.whole FROM selected_submissions s
    JOIN found f USING (submission_key)
    {{ "ORDER BY f.whole DESC, s.list_place LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT s.submission_id, s.title, s.authors, s.submitted_on, s.date_precision, s.stage_id, g.title AS stage,
       s.document_type, CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter, s.whole
FROM listed s
JOIN stages g USING (stage_id)
ORDER BY s.whole DESC, s.list_place
{% endif %}
