-- A made-up consultation of {wanted} submissions, written into {folder} from the tables shipped_*.
-- tools/benchmarks/data.py fills in what stands in braces.

CREATE MACRO pick(among, a, b) AS CAST(hash(a, b) % CAST(among AS UBIGINT) AS BIGINT);
CREATE MACRO chance(a, b) AS pick(1000000007, a, b) / 1000000007;
CREATE MACRO syllable(n) AS 'bdfgklmnprstvz'[n // 5 + 1] || 'aeiou'[n % 5 + 1];
CREATE MACRO spelled(n) AS
    syllable(n % 70) || syllable(n // 70 % 70) || syllable(n // 4900 % 70) || syllable(n // 343000);
-- The factor has no divisor in common with 70, so each number has a name of its own.
CREATE MACRO invented(number) AS spelled(number * 14348907 % 24010000);
CREATE MACRO words(text) AS string_split(text, ' ');
CREATE MACRO beginning(text) AS array_to_string(words(text)[:(len(words(text)) + 1) // 2], ' ');
CREATE MACRO ending(text) AS array_to_string(words(text)[(len(words(text)) + 1) // 2 + 1:], ' ');
-- Organisations sign in proportion to their number to the power of -0.6.
CREATE MACRO active(a, b) AS CAST(floor({organisations} * chance(a, b) ** 2.5) AS BIGINT);

CREATE TABLE made_submissions AS
SELECT number, template, author, invented(author) || '-' || (number + 1) AS submission_id,
    'https://consultation.example/' || submission_id AS source_url
FROM (
    SELECT number, pick({submissions}, number, 'like') AS template,
        CASE WHEN number < {organisations} THEN number ELSE active(number, 'author') END AS author
    FROM range({wanted}) made(number)
);

CREATE TABLE made_signatories AS
SELECT number, organisation, min(role) AS role FROM (
    SELECT number, author AS organisation, 'author' AS role FROM made_submissions
    UNION ALL
    SELECT number, active(number, signature),
        CASE WHEN chance(number, 'joint') < 0.5 THEN 'author' ELSE 'signatory' END
    FROM (
        SELECT number, unnest(range(1, CAST(floor(least(
            (1 - chance(number, 'signatories')) ** -0.5, {most_signatories})) AS BIGINT))) AS signature
        FROM made_submissions
    )
) GROUP BY ALL;

CREATE TABLE made_points AS
WITH shipped AS (
    SELECT s.rowid AS template, stage_id, count(*) * {more_points} AS wanted
    FROM shipped_submissions s JOIN shipped_points USING (submission_id) GROUP BY ALL
), of_stage AS (
    SELECT stage_id, p.rowid AS template, count(*) OVER (PARTITION BY stage_id) AS among,
        row_number() OVER (PARTITION BY stage_id ORDER BY p.rowid) - 1 AS turn
    FROM shipped_points p JOIN shipped_submissions USING (submission_id)
), numbered AS (
    SELECT number, stage_id, unnest(range(1, 1 + CAST(
        greatest(1, floor(wanted + chance(number, 'points'))) AS BIGINT))) AS nth
    FROM made_submissions JOIN shipped USING (template)
)
SELECT number, nth, of_stage.template
FROM numbered JOIN (SELECT DISTINCT stage_id, among FROM of_stage) stages USING (stage_id)
JOIN of_stage ON of_stage.stage_id = numbered.stage_id AND turn = pick(stages.among, number, nth);

CREATE VIEW made AS
SELECT number, nth, m.submission_id || '.' || nth AS point_id, m.submission_id, m.source_url,
    s.point_id AS like_point, kind, theme_id, claim_id
FROM made_points JOIN made_submissions m USING (number)
JOIN shipped_points s ON s.rowid = made_points.template;

COPY (
    SELECT invented(number) AS organisation_id,
        upper(invented(number)[1]) || invented(number)[2:] || ' ' || [
            'Net', 'Union', 'Registry', 'Observatory', 'Digital Forum', 'Institute of Bridges',
            'Council for Open Harbours', 'Coalition for Shared Lighthouses',
            'Association of Engineers of Bells, Buoys and Beacons',
            'International Union for Postal Pigeons, Semaphores and Other Networks'
        ][1 + pick(10, number, 'name')] AS name,
        upper(invented(number)[:len(short_name)]) AS short_name, stakeholder_group, scope, country_code,
        CASE WHEN website IS NOT NULL THEN 'https://' || invented(number) || '.example' END AS website
    FROM range({organisations}) made(number) JOIN shipped_organisations s
        ON s.rowid = pick({shipped_organisations}, number, 'like')
    ORDER BY number
) TO '{folder}/organisations.csv' (HEADER);

COPY (
    SELECT made.submission_id, beginning(s.title) || ' ' || ending(other.title) AS title, s.stage_id,
        s.submitted_on, s.date_precision, s.language, s.document_type, s.publisher, made.source_url,
        CASE WHEN s.document_url IS NOT NULL THEN made.source_url || '/document' END AS document_url,
        CASE WHEN s.stated_signatory_count IS NOT NULL
            THEN greatest(CAST(s.stated_signatory_count AS BIGINT), signatories)
        END AS stated_signatory_count,
        CASE WHEN s.other_source_urls IS NOT NULL THEN made.source_url || '/other' END AS other_source_urls,
        s.added_on
    FROM made_submissions made JOIN shipped_submissions s ON s.rowid = template
    JOIN shipped_submissions other ON other.rowid = pick({submissions}, number, 'title')
    JOIN (SELECT number, count(*) AS signatories FROM made_signatories GROUP BY number) USING (number)
    ORDER BY number
) TO '{folder}/submissions.csv' (HEADER);

COPY (
    SELECT submission_id, invented(organisation) AS organisation_id, role, NULL AS signed_on, source_url
    FROM made_signatories JOIN made_submissions USING (number)
    ORDER BY number, role, organisation
) TO '{folder}/signatories.csv' (HEADER);

COPY (
    SELECT point_id, submission_id, kind, theme_id, claim_id, beginning || ' ' || ending AS summary, source_url
    FROM made
    JOIN (SELECT rowid AS one, beginning(summary) AS beginning FROM shipped_points)
        ON one = pick({points}, number, -nth)
    JOIN (SELECT rowid AS other, ending(summary) AS ending FROM shipped_points)
        ON other = pick({points}, -number, nth)
    ORDER BY number, nth
) TO '{folder}/points.csv' (HEADER);

COPY (
    SELECT made.point_id, coder_a, coder_b, adjudicated
    FROM made JOIN shipped_claim_coding s ON s.point_id = like_point
    ORDER BY number, nth
) TO '{folder}/claim_coding.csv' (HEADER);

COPY (
    SELECT made.point_id, action_line_id
    FROM made JOIN shipped_point_action_lines s ON s.point_id = like_point
    ORDER BY number, nth, action_line_id
) TO '{folder}/point_action_lines.csv' (HEADER);

COPY (
    SELECT made.point_id, sdg
    FROM made JOIN shipped_point_sdgs s ON s.point_id = like_point
    ORDER BY number, nth, sdg
) TO '{folder}/point_sdgs.csv' (HEADER);

COPY (
    SELECT made.submission_id, coder, coding.kind, coding.theme_id
    FROM made_submissions made JOIN shipped_submissions s ON s.rowid = template
    JOIN shipped_double_coding coding ON coding.submission_id = s.submission_id
    ORDER BY number, coding.rowid
) TO '{folder}/double_coding.csv' (HEADER);
