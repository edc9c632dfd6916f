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
met AS (
    SELECT a.submission_key, a.ask_id, r.text_id, r.paragraph
    FROM asked a
    JOIN verdicts v USING (ask_id, text_id)
    JOIN claim_outcome_paragraphs r ON r.claim_id = a.ask_id AND r.text_id = a.text_id
    WHERE v.request = 'yes'
),
counted AS (
    SELECT text_id, paragraph, count(DISTINCT ask_id) AS requests, count(DISTINCT submission_key) AS submissions,
           count(DISTINCT organisation_key) AS organisations
    FROM met
    JOIN selected_signatories USING (submission_key)
    GROUP BY ALL
),
of_groups AS (
    SELECT text_id, paragraph, stakeholder_group, count(DISTINCT submission_key) AS count
    FROM met
    JOIN selected_signatories USING (submission_key)
    JOIN organisations USING (organisation_key)
    GROUP BY ALL
),
named AS (
    SELECT text_id, paragraph, string_agg(stakeholder_group || ' ' || count, '; ' ORDER BY count DESC, stakeholder_group) AS groups
    FROM of_groups
    GROUP BY ALL
)
SELECT p.text_id, p.paragraph, p.position, p.section, p.says, p.strength, p.verb_words, p.addressee, p.names,
       p.theme_ids AS themes,
       coalesce(c.requests, 0) AS requests, coalesce(c.submissions, 0) AS submissions,
       coalesce(c.organisations, 0) AS organisations, g.groups, p.source_url
FROM text_paragraphs p
JOIN texts x USING (text_id)
LEFT JOIN counted c USING (text_id, paragraph)
LEFT JOIN named g USING (text_id, paragraph)
WHERE p.text_id {{ "= " ~ adopted if made_to == "adopted" else "IN (SELECT text_id FROM " ~ of_others ~ ")" }}
ORDER BY x.position, p.position
