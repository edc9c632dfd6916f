-- What must be true between rows and tables, beyond the constraints of schema.sql. One query per rule:
-- the comment above it names the table and column to put right and the rule as a person is told it,
-- the query returns the rowid of each row of that table that breaks it. The build runs them over
-- the CSV files; `countries` are the countries and UN M49 regions of data/standards/m49.csv, `settings` is one row of
-- what settings.toml says.

-- organisations.country_code: must be a country of ISO 3166-1 that belongs to a UN M49 region
SELECT rowid FROM organisations
WHERE regexp_full_match(country_code, '[A-Z]{3}') AND country_code NOT IN (SELECT country_code FROM countries);

-- organisations.organisation_id: must be author or signatory of at least one submission: add it to signatories.csv
SELECT rowid FROM organisations
WHERE organisation_id NOT IN (SELECT organisation_id FROM signatories WHERE organisation_id IS NOT NULL);

-- submissions.submission_id: must have at least one author: add one to signatories.csv
SELECT rowid FROM submissions
WHERE submission_id NOT IN (SELECT submission_id FROM signatories WHERE role = 'author' AND submission_id IS NOT NULL);

-- submissions.submission_id: must say at least one thing: add it to points.csv
SELECT rowid FROM submissions
WHERE submission_id NOT IN (SELECT submission_id FROM points WHERE submission_id IS NOT NULL);

-- submissions.stated_signatory_count: must not be smaller than the number of organisations named in signatories.csv
SELECT any_value(submissions.rowid) FROM submissions JOIN signatories USING (submission_id)
GROUP BY submission_id HAVING any_value(stated_signatory_count) < count(*);

-- submissions.added_on: must not be before the date it was submitted
SELECT rowid FROM submissions
WHERE added_on < try_cast(submitted_on || substr('2000-01-01', length(submitted_on) + 1) AS DATE);

-- submissions.submitted_on: must not be before the earliest_year of settings.toml
SELECT rowid FROM submissions
WHERE try_cast(submitted_on[:4] AS INTEGER) < (SELECT earliest_year FROM settings);

-- points.kind: must be the kind of its claim in claims.csv
SELECT points.rowid FROM points JOIN claims USING (claim_id)
WHERE points.kind <> claims.kind;

-- action_lines.parent_id: must be an action line further up that is not itself part of another
SELECT field.rowid FROM action_lines AS field JOIN action_lines AS parent ON field.parent_id = parent.action_line_id
WHERE parent.parent_id IS NOT NULL OR parent.rowid > field.rowid;

-- claim_coding.coder_a: must be a claim_id of claims.csv, or none
SELECT rowid FROM claim_coding
WHERE coder_a <> 'none' AND coder_a NOT IN (SELECT claim_id FROM claims WHERE claim_id IS NOT NULL);

-- claim_coding.coder_b: must be a claim_id of claims.csv, or none
SELECT rowid FROM claim_coding
WHERE coder_b <> 'none' AND coder_b NOT IN (SELECT claim_id FROM claims WHERE claim_id IS NOT NULL);

-- claim_coding.adjudicated: must be a claim_id of claims.csv, or none
SELECT rowid FROM claim_coding
WHERE adjudicated <> 'none' AND adjudicated NOT IN (SELECT claim_id FROM claims WHERE claim_id IS NOT NULL);

-- points.claim_id: must be the claim that the coders or the adjudicator gave it in claim_coding.csv, or empty for none
SELECT points.rowid FROM points JOIN claim_coding USING (point_id)
WHERE coalesce(points.claim_id, 'none') <> coalesce(adjudicated, coder_a);

-- organisation_parents.parent_id: must be no part of another itself: name the whole that both are part of
SELECT part.rowid FROM organisation_parents AS part
WHERE part.parent_id IN (SELECT organisation_id FROM organisation_parents);

-- submissions.submission_id: must not be a former_id of merged_submissions.csv: its address leads to another submission
SELECT rowid FROM submissions
WHERE submission_id IN (SELECT former_id FROM merged_submissions);

-- claim_outcomes.verdict: must rest on a paragraph of that text in claim_outcome_paragraphs.csv, unless it is silent or not-applicable
SELECT rowid FROM claim_outcomes
WHERE verdict NOT IN ('silent', 'not-applicable') AND (claim_id, text_id) NOT IN (
    SELECT (claim_id, text_id) FROM claim_outcome_paragraphs WHERE claim_id IS NOT NULL AND text_id IS NOT NULL
);

-- claim_outcome_paragraphs.claim_id: must belong to a verdict: the claim and the text must be in claim_outcomes.csv
SELECT rowid FROM claim_outcome_paragraphs
WHERE (claim_id, text_id) NOT IN (
    SELECT (claim_id, text_id) FROM claim_outcomes WHERE claim_id IS NOT NULL AND text_id IS NOT NULL
);

-- claim_outcome_paragraphs.paragraph: must be a paragraph of that text in text_paragraphs.csv
SELECT rowid FROM claim_outcome_paragraphs
WHERE (text_id, paragraph) NOT IN (
    SELECT (text_id, paragraph) FROM text_paragraphs WHERE text_id IS NOT NULL AND paragraph IS NOT NULL
);

-- text_paragraph_themes.paragraph: must be a paragraph of that text in text_paragraphs.csv
SELECT rowid FROM text_paragraph_themes
WHERE (text_id, paragraph) NOT IN (
    SELECT (text_id, paragraph) FROM text_paragraphs WHERE text_id IS NOT NULL AND paragraph IS NOT NULL
);

-- text_paragraphs.position: must be there once in each text
SELECT rowid FROM text_paragraphs
QUALIFY count(*) OVER (PARTITION BY text_id, position) > 1;

-- claim_outcome_passages.passage_id: must belong to a verdict: the claim and the text of the passage must be in claim_outcomes.csv
SELECT claim_outcome_passages.rowid FROM claim_outcome_passages JOIN text_passages USING (passage_id)
WHERE (claim_id, text_id) NOT IN (
    SELECT (claim_id, text_id) FROM claim_outcomes WHERE claim_id IS NOT NULL AND text_id IS NOT NULL
);

-- synonyms.id: must be of that kind: an id or a name that the other tables have, or one of a closed list
SELECT rowid FROM synonyms
WHERE (kind, id) NOT IN (
    SELECT ('organisation', organisation_id) FROM organisations WHERE organisation_id IS NOT NULL
    UNION ALL SELECT ('country', country_code) FROM countries
    UNION ALL SELECT ('region', region) FROM countries
    UNION ALL SELECT ('stage', stage_id) FROM stages WHERE stage_id IS NOT NULL
    UNION ALL SELECT ('theme', theme_id) FROM themes WHERE theme_id IS NOT NULL
    UNION ALL SELECT ('family', family) FROM themes WHERE family IS NOT NULL
    UNION ALL SELECT ('claim', claim_id) FROM claims WHERE claim_id IS NOT NULL
    UNION ALL SELECT ('action_line', action_line_id) FROM action_lines WHERE action_line_id IS NOT NULL
    UNION ALL SELECT ('sdg', sdg::VARCHAR) FROM sdgs WHERE sdg IS NOT NULL
    UNION ALL SELECT ('group', unnest(['government', 'intergovernmental', 'technical', 'civil-society', 'private-sector', 'academia', 'multistakeholder']))
    UNION ALL SELECT ('kind', unnest(['achievement', 'challenge', 'recommendation', 'position']))
    UNION ALL SELECT ('type', unnest(['written-input', 'oral-statement', 'joint-statement', 'open-letter', 'position-paper', 'announcement', 'news-summary']))
    UNION ALL SELECT ('region', 'international')
);
