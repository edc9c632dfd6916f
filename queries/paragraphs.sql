-- title: The paragraphs of the adopted text, and the requests that each meets
-- row: one paragraph of a text that was read whole, in the order of the text, also if it meets no request
-- parameters: made_to
-- columns: text_id, paragraph, position, section, says, strength, verb_words, addressee, names, themes, requests
-- columns: submissions, organisations, groups, source_url
-- column position: integer · place of the paragraph in the order of the text
-- column strength: text · how firmly its firmest sentence speaks
-- column verb_words: text · the words of that sentence that say so; empty if there are none
-- column names: text · bodies, texts and events that it names, separated by semicolons; empty if there are none
-- column themes: text · ids of its themes, most important first, separated by semicolons; empty if there are none
-- column requests: integer · number of requests of the selection whose verdict rests on it
-- column submissions: integer, submissions · number of selected submissions, made to this text, with one of these requests
-- column groups: text · stakeholder groups with their numbers of these submissions, largest first, separated by semicolons; a joint submission counts in each group
-- column source_url: text · web address of the text
{% from "shared/reported.sql" import adopted, of_others %}
WITH {% include "shared/selection.sql" %},
{% include "shared/asked.sql" %},
listed AS (
    SELECT p.*, CAST(row_number() OVER (ORDER BY x.position, p.position) AS SMALLINT) AS number
    FROM text_paragraphs p
    JOIN texts x USING (text_id)
    WHERE p.text_id {{ "= " ~ adopted if made_to == "adopted" else "IN (SELECT text_id FROM " ~ of_others ~ ")" }}
),
resting AS (
    SELECT v.ask_id, v.text_id, p.number
    FROM verdicts v
    JOIN claim_outcome_paragraphs r ON r.claim_id = v.ask_id AND r.text_id = v.text_id
    JOIN listed p ON p.text_id = r.text_id AND p.paragraph = r.paragraph
    WHERE v.request = 'yes'
),
meeting AS (SELECT DISTINCT submission_key, number FROM asked JOIN resting USING (ask_id, text_id)),
raising AS (SELECT DISTINCT organisation_key, ask_id, text_id FROM asked JOIN selected_signatories USING (submission_key)),
behind AS (SELECT DISTINCT submission_key, stakeholder_group FROM selected_signatories JOIN organisations USING (organisation_key)),
of_submissions AS (SELECT number, count(*) AS submissions FROM meeting GROUP BY ALL),
of_organisations AS (
    SELECT number, count(DISTINCT ask_id) AS requests, count(DISTINCT organisation_key) AS organisations
    FROM raising
    JOIN resting USING (ask_id, text_id)
    GROUP BY ALL
),
of_groups AS (SELECT number, stakeholder_group, count(*) AS count FROM meeting JOIN behind USING (submission_key) GROUP BY ALL),
named AS (
    SELECT number, string_agg(stakeholder_group || ' ' || count, '; ' ORDER BY count DESC, stakeholder_group) AS groups
    FROM of_groups
    GROUP BY ALL
)
SELECT p.text_id, p.paragraph, p.position, p.section, p.says, p.strength, p.verb_words, p.addressee, p.names,
       p.theme_ids AS themes,
       coalesce(o.requests, 0) AS requests, coalesce(s.submissions, 0) AS submissions,
       coalesce(o.organisations, 0) AS organisations, g.groups, p.source_url
FROM listed p
LEFT JOIN of_submissions s USING (number)
LEFT JOIN of_organisations o USING (number)
LEFT JOIN named g USING (number)
ORDER BY p.number
