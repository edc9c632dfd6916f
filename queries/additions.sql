-- title: The submissions last added to the data
-- row: one selected submission, the last added first, with all its points, whatever filters apply to points
-- columns submission: added_on, submission_id, title, authors, submitted_on, date_precision, stage_id, stage
-- columns submission: document_type, language, points, named_signatories, stated_signatories, reporter, first_points
-- columns submission: theme_ids, verdicts, publisher, source_url
-- column added_on: date · day on which the submission was added to the data
-- column points: integer, points · number of all points of the submission
-- column named_signatories: integer, organisations · number of organisations that the data name as signatories, without the authors
-- column first_points: text · up to three points in our summary, one a line; challenges first, then recommendations, positions, achievements
-- column theme_ids: text · ids of the themes of its points, separated by semicolons
-- column verdicts: text · number of its requests by verdict on the text that it was made to, separated by semicolons; empty if none has a verdict
{% from "shared/reported.sql" import adopted, of_others %}
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT * FROM selected_submissions
    {{ "ORDER BY added_on DESC, list_place LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
),
placed AS (
    SELECT submission_key, summary, theme_id, row_number() OVER (
               PARTITION BY submission_key
               ORDER BY list_position(['challenge', 'recommendation', 'position', 'achievement'], kind), point_key
           ) AS place
    FROM points
    WHERE submission_key IN (SELECT submission_key FROM listed)
),
made AS (
    SELECT submission_key, count(*) AS points,
           string_agg(summary, chr(10) ORDER BY place) FILTER (place <= 3) AS first_points,
           string_agg(DISTINCT theme_id, '; ' ORDER BY theme_id) AS theme_ids
    FROM placed
    GROUP BY ALL
),
judged AS (
    SELECT p.submission_key, o.verdict, count(DISTINCT o.claim_id) AS asks
    FROM listed s
    JOIN points p USING (submission_key)
    LEFT JOIN {{ of_others }} x ON x.stage_id = s.stage_id
    LEFT JOIN claim_equivalents e ON e.claim_id = p.claim_id
    JOIN claim_outcomes o ON o.claim_id = coalesce(e.equivalent_id, p.claim_id)
                             AND o.text_id = coalesce(x.text_id, {{ adopted }}) AND o.request = 'yes'
    GROUP BY ALL
),
became AS (
    SELECT submission_key, string_agg(verdict || ' ' || asks, '; ' ORDER BY asks DESC, verdict) AS verdicts
    FROM judged
    GROUP BY submission_key
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT s.added_on, s.submission_id, s.title, s.authors, s.submitted_on, s.date_precision, s.stage_id, g.title AS stage,
       s.document_type, s.language, m.points, s.named_signatories,
       s.stated_signatory_count AS stated_signatories,
       CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter,
       m.first_points, m.theme_ids, b.verdicts, s.publisher, s.source_url
FROM listed s
JOIN stages g USING (stage_id)
LEFT JOIN made m USING (submission_key)
LEFT JOIN became b USING (submission_key)
ORDER BY s.added_on DESC, s.list_place
{% endif %}
