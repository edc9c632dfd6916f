-- The tables of the data set: what each column holds and what must be true of it.
--
-- data/build.py reads this file three ways: it creates the tables of dashboard.duckdb from it, it turns
-- every constraint into a search for the rows of the CSV files that break it, and it takes the words
-- in which a broken CHECK is reported from the comment behind that CHECK. For that, a CHECK stands on
-- one line; a closed list (x IN (...)) needs no comment. Rules that need more than one row are in
-- rules.sql. Every table and column is described in CODEBOOK.md or by a COMMENT here; a COMMENT that
-- begins with "Derived" marks what is computed by the build and is not in the CSV files.
--
-- A column whose name ends in _id refers to the table it is named after (parent_id to its own, in organisation_parents to organisations, opposite_id and equivalent_id to claims, former_id to none). Empty cells are NULL: not known.

CREATE TABLE organisations (
    organisation_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    short_name VARCHAR,
    stakeholder_group VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    country_code VARCHAR,
    website VARCHAR,
    label VARCHAR NOT NULL,
    country VARCHAR,
    seat VARCHAR,
    region VARCHAR NOT NULL,
    subregion VARCHAR,
    organisation_key INTEGER NOT NULL,
    CHECK (regexp_full_match(organisation_id, '[a-z0-9]+(-[a-z0-9]+)*')), -- must be lower-case letters and digits, in parts joined by hyphens
    CHECK (stakeholder_group IN ('government', 'intergovernmental', 'technical', 'civil-society', 'private-sector', 'academia', 'multistakeholder')),
    CHECK (scope IN ('national', 'regional', 'international')),
    CHECK (scope <> 'national' OR stakeholder_group <> 'intergovernmental'), -- must be regional or international for an intergovernmental body
    CHECK (scope = 'international' OR country_code IS NOT NULL), -- must be international where there is no country code: a national organisation counts for the country of its seat, a regional one for its region
    CHECK (regexp_full_match(country_code, '[A-Z]{3}')), -- must be a country code of three capital letters (ISO 3166-1 alpha-3)
    CHECK (regexp_full_match(website, 'https?://[^\s<>"]+')), -- must be an address that begins with http:// or https://
    CHECK (region IN ('africa', 'americas', 'asia', 'europe', 'oceania', 'international')),
    CHECK ((region = 'international') = (scope = 'international')) -- must be international exactly where the scope is
);
COMMENT ON COLUMN organisations.organisation_id IS 'Short name for addresses, such as lake-watch; it never changes';
COMMENT ON COLUMN organisations.name IS 'Full name, in English or as the organisation writes it';
COMMENT ON COLUMN organisations.short_name IS 'Acronym or short name, if the organisation has one';
COMMENT ON COLUMN organisations.stakeholder_group IS 'The kind of organisation';
COMMENT ON COLUMN organisations.scope IS 'For whom it speaks: national (one country; a state is national), regional (one part of the world) or international';
COMMENT ON COLUMN organisations.country_code IS 'Country where it is based, ISO 3166-1 alpha-3. Only a national organisation is counted under the country; empty if an international one is based in none';
COMMENT ON COLUMN organisations.website IS 'Address of its website';
COMMENT ON COLUMN organisations.label IS 'Derived: short name for charts: short_name, or name if there is none, or if name is short and better known';
COMMENT ON COLUMN organisations.country IS 'Derived: English short name of the country that it counts for; empty for regional and international organisations';
COMMENT ON COLUMN organisations.seat IS 'Derived: English short name of the country of its seat; empty if it has none';
COMMENT ON COLUMN organisations.region IS 'Derived: UN M49 region of its seat, or international if its scope is';
COMMENT ON COLUMN organisations.subregion IS 'Derived: smallest UN M49 region of the country that it counts for; empty for regional and international organisations';
COMMENT ON COLUMN organisations.organisation_key IS 'Derived: number of the organisation in the order of ids, which joins the tables; it may change with the data';

CREATE TABLE organisation_parents (
    organisation_id VARCHAR PRIMARY KEY REFERENCES organisations (organisation_id),
    parent_id VARCHAR NOT NULL REFERENCES organisations (organisation_id),
    note VARCHAR NOT NULL,
    CHECK (parent_id <> organisation_id) -- must be another organisation
);
COMMENT ON COLUMN organisation_parents.organisation_id IS 'A body that is part of another, such as a ministry or an agency';
COMMENT ON COLUMN organisation_parents.parent_id IS 'organisation_id of the whole that it is part of, such as its state; whole and part count as one where it is asked whether a submission is joint';
COMMENT ON COLUMN organisation_parents.note IS 'What the body is to the whole';

CREATE TABLE stages (
    stage_id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    process VARCHAR NOT NULL,
    title VARCHAR NOT NULL UNIQUE,
    short_title VARCHAR NOT NULL UNIQUE,
    convenor VARCHAR,
    opens_on DATE,
    closes_on DATE,
    description VARCHAR NOT NULL,
    source_url VARCHAR,
    CHECK (regexp_full_match(stage_id, '[a-z0-9]+(-[a-z0-9]+)*')), -- must be lower-case letters and digits, in parts joined by hyphens
    CHECK (position > 0), -- must be 1 or more
    CHECK (opens_on <= closes_on), -- must not open after it closes
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN stages.position IS 'Place in time order, from 1';

CREATE TABLE milestones (
    stage_id VARCHAR NOT NULL REFERENCES stages (stage_id),
    title VARCHAR NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    description VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    PRIMARY KEY (stage_id, title),
    CHECK (starts_on <= ends_on), -- must not start after it ends
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);

CREATE TABLE submissions (
    submission_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    stage_id VARCHAR NOT NULL REFERENCES stages (stage_id),
    submitted_on VARCHAR,
    date_precision VARCHAR,
    language VARCHAR NOT NULL,
    document_type VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    document_url VARCHAR,
    stated_signatory_count INTEGER,
    other_source_urls VARCHAR,
    added_on DATE NOT NULL,
    date_from DATE,
    date_to DATE,
    submission_key INTEGER NOT NULL,
    list_place INTEGER NOT NULL,
    authors VARCHAR,
    author_group VARCHAR,
    signed_by VARCHAR,
    named_authors BIGINT NOT NULL,
    named_signatories BIGINT NOT NULL,
    joint BOOLEAN NOT NULL,
    CHECK (regexp_full_match(submission_id, '[a-z0-9]+(-[a-z0-9]+)*')), -- must be lower-case letters and digits, in parts joined by hyphens
    CHECK (submitted_on IS NULL OR (regexp_full_match(submitted_on, '[0-9]{4}(-[0-9]{2}){0,2}') AND try_cast(submitted_on || substr('2000-01-01', length(submitted_on) + 1) AS DATE) IS NOT NULL)), -- must be a date that exists, as YYYY-MM-DD, YYYY-MM or YYYY
    CHECK (date_precision IN ('day', 'month', 'year')),
    CHECK ((submitted_on IS NULL) = (date_precision IS NULL)), -- must both be given or both be empty
    CHECK (length(submitted_on) = CASE date_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 WHEN 'year' THEN 4 END), -- must agree: day goes with YYYY-MM-DD, month with YYYY-MM, year with YYYY
    CHECK (regexp_full_match(language, '[a-z]{2}')), -- must be a language code of two small letters (ISO 639-1)
    CHECK (document_type IN ('written-input', 'oral-statement', 'joint-statement', 'open-letter', 'position-paper', 'announcement', 'news-summary')),
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')), -- must be an address that begins with http:// or https://
    CHECK (regexp_full_match(document_url, 'https?://[^\s<>"]+')), -- must be an address that begins with http:// or https://
    CHECK (stated_signatory_count > 0), -- must be 1 or more
    CHECK (regexp_full_match(other_source_urls, 'https?://[^\s<>"]*[^\s<>",;]( https?://[^\s<>"]*[^\s<>",;])*')), -- must be addresses that begin with http:// or https://, one blank between two and no commas
    CHECK (added_on >= DATE '2000-01-01'), -- must be 2000-01-01 or later
    CHECK (date_from <= date_to) -- must be in order
);
COMMENT ON COLUMN submissions.submission_id IS 'Short name for addresses, such as lake-watch-letter; it never changes';
COMMENT ON COLUMN submissions.title IS 'The title that the source gives, in the language of the document or in English';
COMMENT ON COLUMN submissions.stage_id IS 'The stage of the review that the submission answers to';
COMMENT ON COLUMN submissions.submitted_on IS 'Date as far as known: YYYY-MM-DD, YYYY-MM or YYYY; date_precision says which';
COMMENT ON COLUMN submissions.date_precision IS 'How exact submitted_on is';
COMMENT ON COLUMN submissions.language IS 'Language of the document, ISO 639-1';
COMMENT ON COLUMN submissions.document_type IS 'The kind of document';
COMMENT ON COLUMN submissions.publisher IS 'Publisher of the page that was read';
COMMENT ON COLUMN submissions.source_url IS 'Address of the page that was read';
COMMENT ON COLUMN submissions.document_url IS 'Address of the document itself, if it has one';
COMMENT ON COLUMN submissions.stated_signatory_count IS 'Number of signatories that the source states; it can be larger than the number known by name';
COMMENT ON COLUMN submissions.other_source_urls IS 'Addresses of other pages about the submission';
COMMENT ON COLUMN submissions.added_on IS 'Day on which the submission was added to the data';
COMMENT ON COLUMN submissions.date_from IS 'Derived: first day that submitted_on can mean, within the time of its stage if the two overlap; empty without a date';
COMMENT ON COLUMN submissions.date_to IS 'Derived: last day that submitted_on can mean, within the time of its stage if the two overlap; empty without a date';
COMMENT ON COLUMN submissions.submission_key IS 'Derived: number of the submission, by stage and date, which joins the tables; it may change with the data';
COMMENT ON COLUMN submissions.list_place IS 'Derived: place in the list of all submissions, newest first, from 0. The first day that the date can mean decides; of equal days the more exact date comes first; submissions without a date come last';
COMMENT ON COLUMN submissions.authors IS 'Derived: labels of the organisations that wrote the submission, separated by semicolons';
COMMENT ON COLUMN submissions.author_group IS 'Derived: stakeholder group of the authors; several if they belong to more than one';
COMMENT ON COLUMN submissions.signed_by IS 'Derived: labels of the organisations that the data name as signatories, separated by semicolons';
COMMENT ON COLUMN submissions.named_authors IS 'Derived: number of organisations that wrote the submission';
COMMENT ON COLUMN submissions.named_signatories IS 'Derived: number of organisations that the data name as signatories';
COMMENT ON COLUMN submissions.joint IS 'Derived: whether two or more bodies wrote or signed it that are independent of each other; a part of an organisation counts as one with the whole';

CREATE TABLE merged_submissions (
    former_id VARCHAR PRIMARY KEY,
    submission_id VARCHAR NOT NULL REFERENCES submissions (submission_id),
    CHECK (regexp_full_match(former_id, '[a-z0-9]+(-[a-z0-9]+)*')) -- must be lower-case letters and digits, in parts joined by hyphens
);
COMMENT ON COLUMN merged_submissions.former_id IS 'submission_id of a record that repeated another submission and was taken out';
COMMENT ON COLUMN merged_submissions.submission_id IS 'The submission that its address leads to now';

CREATE TABLE signatories (
    submission_id VARCHAR NOT NULL REFERENCES submissions (submission_id),
    organisation_id VARCHAR NOT NULL REFERENCES organisations (organisation_id),
    role VARCHAR NOT NULL,
    signed_on VARCHAR,
    source_url VARCHAR NOT NULL,
    submission_key INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    PRIMARY KEY (submission_id, organisation_id),
    CHECK (role IN ('author', 'signatory')),
    CHECK (signed_on IS NULL OR (regexp_full_match(signed_on, '[0-9]{4}(-[0-9]{2}){0,2}') AND try_cast(signed_on || substr('2000-01-01', length(signed_on) + 1) AS DATE) IS NOT NULL)), -- must be a date that exists, as YYYY-MM-DD, YYYY-MM or YYYY
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN signatories.submission_id IS 'The submission that the organisation wrote or signed';
COMMENT ON COLUMN signatories.organisation_id IS 'The organisation that wrote or signed it';
COMMENT ON COLUMN signatories.role IS 'author of the submission, or signatory of a submission by others';
COMMENT ON COLUMN signatories.signed_on IS 'Day of signing as far as known: YYYY-MM-DD, YYYY-MM or YYYY';
COMMENT ON COLUMN signatories.source_url IS 'Address of the page that names the organisation';
COMMENT ON COLUMN signatories.submission_key IS 'Derived: number of the submission';
COMMENT ON COLUMN signatories.organisation_key IS 'Derived: number of the organisation';

CREATE TABLE themes (
    theme_id VARCHAR PRIMARY KEY,
    family VARCHAR NOT NULL,
    title VARCHAR NOT NULL UNIQUE,
    definition VARCHAR NOT NULL,
    claim_count BIGINT NOT NULL,
    paragraph_count BIGINT NOT NULL,
    passage_count BIGINT NOT NULL,
    CHECK (regexp_full_match(theme_id, '[a-z0-9]+(-[a-z0-9]+)*')) -- must be lower-case letters and digits, in parts joined by hyphens
);
COMMENT ON COLUMN themes.claim_count IS 'Derived: number of claims on the theme';
COMMENT ON COLUMN themes.paragraph_count IS 'Derived: number of paragraphs of the adopted text on the theme';
COMMENT ON COLUMN themes.passage_count IS 'Derived: number of passages of any text on the theme';

CREATE TABLE claims (
    claim_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL REFERENCES themes (theme_id),
    title VARCHAR NOT NULL UNIQUE,
    definition VARCHAR NOT NULL,
    includes VARCHAR NOT NULL,
    excludes VARCHAR NOT NULL,
    CHECK (regexp_full_match(claim_id, '[a-z0-9]+(-[a-z0-9]+)*')), -- must be lower-case letters and digits, in parts joined by hyphens
    CHECK (kind IN ('achievement', 'challenge', 'recommendation', 'position')),
    CHECK (claim_id[:3] = CASE kind WHEN 'achievement' THEN 'ac-' WHEN 'challenge' THEN 'ch-' WHEN 'recommendation' THEN 're-' WHEN 'position' THEN 'po-' END) -- must agree: the claim_id of an achievement begins with ac-, of a challenge ch-, of a recommendation re-, of a position po-
);

CREATE TABLE claim_opposites (
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    opposite_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    note VARCHAR NOT NULL,
    PRIMARY KEY (claim_id, opposite_id),
    CHECK (claim_id < opposite_id) -- must be in the order of the alphabet, so that no claim opposes itself and no pair stands in both orders
);
COMMENT ON COLUMN claim_opposites.opposite_id IS 'claim_id of the claim that says the opposite; each pair is listed once and applies both ways';
COMMENT ON COLUMN claim_opposites.note IS 'In which way the two claims oppose each other, as we read their definitions';

CREATE TABLE claim_equivalents (
    claim_id VARCHAR PRIMARY KEY REFERENCES claims (claim_id),
    equivalent_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    note VARCHAR NOT NULL,
    CHECK (claim_id[:3] = 'po-'), -- must be a position: its claim_id begins with po-
    CHECK (equivalent_id[:3] = 're-') -- must be a recommendation: its claim_id begins with re-
);
COMMENT ON COLUMN claim_equivalents.claim_id IS 'claim_id of a position';
COMMENT ON COLUMN claim_equivalents.equivalent_id IS 'claim_id of the recommendation that asks for the same; several positions may have the same one';
COMMENT ON COLUMN claim_equivalents.note IS 'What both ask for';

CREATE TABLE points (
    point_id VARCHAR PRIMARY KEY,
    submission_id VARCHAR NOT NULL REFERENCES submissions (submission_id),
    kind VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL REFERENCES themes (theme_id),
    claim_id VARCHAR REFERENCES claims (claim_id),
    summary VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    point_key INTEGER NOT NULL,
    submission_key INTEGER NOT NULL,
    action_line_ids VARCHAR,
    sdg_numbers VARCHAR,
    CHECK (starts_with(point_id, submission_id || '.') AND regexp_full_match(point_id, '[a-z0-9-]+[.][1-9][0-9]*')), -- must be the submission_id, a full stop and a number from 1
    CHECK (kind IN ('achievement', 'challenge', 'recommendation', 'position')),
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN points.point_id IS 'submission_id, a full stop and the number of the point, such as lake-watch-letter.1';
COMMENT ON COLUMN points.submission_id IS 'The submission that makes the point';
COMMENT ON COLUMN points.kind IS 'achievement: what went well. challenge: what is wrong or missing. recommendation: what is asked for. position: what is held right, without asking for a change';
COMMENT ON COLUMN points.theme_id IS 'The theme of the point';
COMMENT ON COLUMN points.claim_id IS 'The claim that the point makes; empty if no claim fits';
COMMENT ON COLUMN points.summary IS 'What the point says, in our summary';
COMMENT ON COLUMN points.source_url IS 'Address of the page that was read';
COMMENT ON COLUMN points.point_key IS 'Derived: number of the point in the order of lists: newest submission first, then by number';
COMMENT ON COLUMN points.submission_key IS 'Derived: number of the submission';
COMMENT ON COLUMN points.action_line_ids IS 'Derived: the action lines that the point cites, separated by semicolons';
COMMENT ON COLUMN points.sdg_numbers IS 'Derived: the goals that the point cites, separated by semicolons';

CREATE TABLE action_lines (
    action_line_id VARCHAR PRIMARY KEY,
    parent_id VARCHAR REFERENCES action_lines (action_line_id),
    title VARCHAR NOT NULL UNIQUE,
    short_title VARCHAR NOT NULL UNIQUE,
    description VARCHAR NOT NULL,
    facilitators VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    CHECK (regexp_full_match(action_line_id, '[A-Za-z0-9]+([.-][A-Za-z0-9]+)*')), -- must be letters and digits, in parts joined by hyphens or full stops
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN action_lines.parent_id IS 'The action line that this one is a field of';
COMMENT ON COLUMN action_lines.facilitators IS 'UN bodies that facilitate it, separated by a semicolon and a blank';

CREATE TABLE point_action_lines (
    point_id VARCHAR NOT NULL REFERENCES points (point_id),
    action_line_id VARCHAR NOT NULL REFERENCES action_lines (action_line_id),
    point_key INTEGER NOT NULL,
    PRIMARY KEY (point_id, action_line_id)
);
COMMENT ON COLUMN point_action_lines.point_id IS 'The point that cites the action line';
COMMENT ON COLUMN point_action_lines.action_line_id IS 'The action line that it cites';
COMMENT ON COLUMN point_action_lines.point_key IS 'Derived: number of the point';

CREATE TABLE sdgs (
    sdg INTEGER PRIMARY KEY,
    title VARCHAR NOT NULL UNIQUE,
    CHECK (sdg BETWEEN 1 AND 17) -- must be 1 to 17
);
COMMENT ON COLUMN sdgs.sdg IS 'Number of the Sustainable Development Goal';

CREATE TABLE point_sdgs (
    point_id VARCHAR NOT NULL REFERENCES points (point_id),
    sdg INTEGER NOT NULL REFERENCES sdgs (sdg),
    point_key INTEGER NOT NULL,
    PRIMARY KEY (point_id, sdg)
);
COMMENT ON COLUMN point_sdgs.point_id IS 'The point that cites the goal';
COMMENT ON COLUMN point_sdgs.sdg IS 'Number of the goal that it cites';
COMMENT ON COLUMN point_sdgs.point_key IS 'Derived: number of the point';

CREATE TABLE action_line_sdgs (
    action_line_id VARCHAR NOT NULL REFERENCES action_lines (action_line_id),
    sdg INTEGER NOT NULL REFERENCES sdgs (sdg),
    source_url VARCHAR NOT NULL,
    PRIMARY KEY (action_line_id, sdg),
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);

CREATE TABLE texts (
    text_id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    stage_id VARCHAR REFERENCES stages (stage_id),
    process VARCHAR NOT NULL,
    title VARCHAR NOT NULL UNIQUE,
    issued_on DATE,
    document_symbol VARCHAR,
    description VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    adopted BOOLEAN NOT NULL,
    of_the_review BOOLEAN NOT NULL,
    paragraph_count BIGINT NOT NULL,
    CHECK (regexp_full_match(text_id, '[a-z0-9]+(-[a-z0-9]+)*')), -- must be lower-case letters and digits, in parts joined by hyphens
    CHECK (position > 0), -- must be 1 or more
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN texts.position IS 'Place in time order, from 1';
COMMENT ON COLUMN texts.process IS 'What the text came out of. A text of another process than the adopted text is no draft of it: submissions to its stage are compared with it alone';
COMMENT ON COLUMN texts.adopted IS 'Derived: whether it is the adopted text: the last that is numbered as a document, or the last of all if none is';
COMMENT ON COLUMN texts.of_the_review IS 'Derived: whether it is the adopted text or a draft of it, so of the same process';
COMMENT ON COLUMN texts.paragraph_count IS 'Derived: number of its paragraphs; 0 if it was not read whole';

CREATE TABLE text_passages (
    passage_id VARCHAR PRIMARY KEY,
    text_id VARCHAR NOT NULL REFERENCES texts (text_id),
    theme_id VARCHAR NOT NULL REFERENCES themes (theme_id),
    paragraph VARCHAR,
    says VARCHAR NOT NULL,
    change VARCHAR,
    publisher VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    CHECK (starts_with(passage_id, text_id || '.') AND regexp_full_match(passage_id, '[a-z0-9-]+[.][1-9][0-9]*')), -- must be the text_id, a full stop and a number from 1
    CHECK (change IN ('new', 'strengthened', 'weakened', 'removed', 'kept')),
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN text_passages.paragraph IS 'Numbers, ranges or letters of paragraphs as the source gives them, such as 53, 57, 103 or 77-93';
COMMENT ON COLUMN text_passages.change IS 'How the passage changed from the previous text; empty if the source does not say';

CREATE TABLE text_paragraphs (
    text_id VARCHAR NOT NULL REFERENCES texts (text_id),
    paragraph VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    section VARCHAR NOT NULL,
    says VARCHAR NOT NULL,
    strength VARCHAR NOT NULL,
    verb_words VARCHAR,
    addressee VARCHAR,
    names VARCHAR,
    source_url VARCHAR NOT NULL,
    theme_ids VARCHAR,
    PRIMARY KEY (text_id, paragraph),
    CHECK (regexp_full_match(paragraph, '(preamble )?[1-9][0-9]*')), -- must be a number from 1, with preamble and a blank before it for a clause of the preamble
    CHECK (position > 0), -- must be 1 or more
    CHECK (strength IN ('decides', 'requests-or-calls-upon', 'urges-or-commits', 'encourages-or-invites', 'recognises-or-reaffirms', 'welcomes', 'notes-or-recalls')),
    CHECK (regexp_full_match(source_url, 'https?://[^\s<>"]+')) -- must be an address that begins with http:// or https://
);
COMMENT ON COLUMN text_paragraphs.text_id IS 'The text, which was read whole';
COMMENT ON COLUMN text_paragraphs.paragraph IS 'Number of the paragraph; preamble and a number for a clause of the preamble';
COMMENT ON COLUMN text_paragraphs.position IS 'Place in the order of the text, from 1';
COMMENT ON COLUMN text_paragraphs.section IS 'Heading of the section, as the text has it';
COMMENT ON COLUMN text_paragraphs.says IS 'What the paragraph says, in our words';
COMMENT ON COLUMN text_paragraphs.strength IS 'How firmly its firmest sentence speaks';
COMMENT ON COLUMN text_paragraphs.verb_words IS 'The words of that sentence that say so, at most four';
COMMENT ON COLUMN text_paragraphs.addressee IS 'Who is asked to act, if anybody is';
COMMENT ON COLUMN text_paragraphs.names IS 'Bodies, texts and events that the paragraph names, separated by semicolons';
COMMENT ON COLUMN text_paragraphs.source_url IS 'Address of the text';
COMMENT ON COLUMN text_paragraphs.theme_ids IS 'Derived: the themes of the paragraph, the most important first, separated by semicolons';

CREATE TABLE text_paragraph_themes (
    text_id VARCHAR NOT NULL REFERENCES texts (text_id),
    paragraph VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL REFERENCES themes (theme_id),
    position INTEGER NOT NULL,
    PRIMARY KEY (text_id, paragraph, theme_id),
    CHECK (position BETWEEN 1 AND 3) -- must be 1 to 3
);
COMMENT ON COLUMN text_paragraph_themes.paragraph IS 'Number of the paragraph, as in text_paragraphs';
COMMENT ON COLUMN text_paragraph_themes.theme_id IS 'A theme of the paragraph; no theme is no proof that the paragraph is silent on it';
COMMENT ON COLUMN text_paragraph_themes.position IS 'Place among the themes of the paragraph, the most important first';

CREATE TABLE claim_outcomes (
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    text_id VARCHAR NOT NULL REFERENCES texts (text_id),
    verdict VARCHAR NOT NULL,
    strength VARCHAR NOT NULL,
    request VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    coder_a VARCHAR NOT NULL,
    coder_b VARCHAR NOT NULL,
    adjudicated VARCHAR,
    strength_a VARCHAR NOT NULL,
    strength_b VARCHAR NOT NULL,
    PRIMARY KEY (claim_id, text_id),
    CHECK (claim_id[:3] IN ('re-', 'po-')), -- must be a recommendation or a position: its claim_id begins with re- or po-
    CHECK (verdict IN ('taken-up', 'partly', 'contrary', 'silent', 'not-applicable')),
    CHECK (coder_a IN ('taken-up', 'partly', 'contrary', 'silent', 'not-applicable')),
    CHECK (coder_b IN ('taken-up', 'partly', 'contrary', 'silent', 'not-applicable')),
    CHECK (adjudicated IN ('taken-up', 'partly', 'contrary', 'silent', 'not-applicable')),
    CHECK ((coder_a = coder_b) = (adjudicated IS NULL)), -- must be empty where the coders agree, and given where they differ
    CHECK (verdict = coalesce(adjudicated, coder_a)), -- must be what the coders agreed on, or else what the adjudicator decided
    CHECK (strength IN ('decides', 'requests-or-calls-upon', 'urges-or-commits', 'encourages-or-invites', 'recognises-or-reaffirms', 'welcomes', 'notes-or-recalls', 'none')),
    CHECK (strength_a IN ('decides', 'requests-or-calls-upon', 'urges-or-commits', 'encourages-or-invites', 'recognises-or-reaffirms', 'welcomes', 'notes-or-recalls', 'none')),
    CHECK (strength_b IN ('decides', 'requests-or-calls-upon', 'urges-or-commits', 'encourages-or-invites', 'recognises-or-reaffirms', 'welcomes', 'notes-or-recalls', 'none')),
    CHECK ((strength = 'none') = (verdict IN ('silent', 'not-applicable'))), -- must be none exactly where the verdict is silent or not-applicable
    CHECK (request IN ('yes', 'no')),
    CHECK (request = 'no' OR verdict <> 'not-applicable') -- must be no where the verdict is not-applicable
);
COMMENT ON COLUMN claim_outcomes.claim_id IS 'A recommendation or a position';
COMMENT ON COLUMN claim_outcomes.text_id IS 'The text that it was compared with';
COMMENT ON COLUMN claim_outcomes.verdict IS 'Whether the text, read whole, has what was asked for; never that a submission caused it';
COMMENT ON COLUMN claim_outcomes.strength IS 'How firmly the text speaks of it: the firmest verb on the claim''s own matter; none where it is silent or the verdict not-applicable';
COMMENT ON COLUMN claim_outcomes.request IS 'Whether the claim asks something of such a text: no for reports of activity, reactions, general statements and requests to others';
COMMENT ON COLUMN claim_outcomes.note IS 'Why the verdict was given, in our summary';
COMMENT ON COLUMN claim_outcomes.coder_a IS 'The verdict of coder A';
COMMENT ON COLUMN claim_outcomes.coder_b IS 'The verdict of coder B';
COMMENT ON COLUMN claim_outcomes.adjudicated IS 'The verdict of the adjudicator; empty where the coders agreed';
COMMENT ON COLUMN claim_outcomes.strength_a IS 'The strength that coder A gave';
COMMENT ON COLUMN claim_outcomes.strength_b IS 'The strength that coder B gave';

CREATE TABLE claim_outcome_paragraphs (
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    text_id VARCHAR NOT NULL REFERENCES texts (text_id),
    paragraph VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (claim_id, text_id, paragraph),
    CHECK (position > 0) -- must be 1 or more
);
COMMENT ON COLUMN claim_outcome_paragraphs.claim_id IS 'The claim whose verdict rests on the paragraph';
COMMENT ON COLUMN claim_outcome_paragraphs.paragraph IS 'Number of the paragraph, as in text_paragraphs';
COMMENT ON COLUMN claim_outcome_paragraphs.position IS 'Place among the paragraphs of the verdict, the best first';

CREATE TABLE claim_outcome_passages (
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    passage_id VARCHAR NOT NULL REFERENCES text_passages (passage_id),
    PRIMARY KEY (claim_id, passage_id)
);
COMMENT ON COLUMN claim_outcome_passages.claim_id IS 'The claim that the passage speaks to';
COMMENT ON COLUMN claim_outcome_passages.passage_id IS 'A passage on the claim, as others report it; verdicts rest on claim_outcome_paragraphs';

CREATE TABLE claim_coding (
    point_id VARCHAR PRIMARY KEY REFERENCES points (point_id),
    coder_a VARCHAR NOT NULL,
    coder_b VARCHAR NOT NULL,
    adjudicated VARCHAR,
    point_key INTEGER NOT NULL,
    CHECK ((coder_a = coder_b) = (adjudicated IS NULL)) -- must be empty where the coders agree, and given where they differ
);
COMMENT ON COLUMN claim_coding.coder_a IS 'A claim_id, or none';
COMMENT ON COLUMN claim_coding.coder_b IS 'A claim_id, or none';
COMMENT ON COLUMN claim_coding.adjudicated IS 'A claim_id, or none; empty where the coders agreed';
COMMENT ON COLUMN claim_coding.point_key IS 'Derived: number of the point';

CREATE TABLE double_coding (
    submission_id VARCHAR NOT NULL REFERENCES submissions (submission_id),
    coder VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL REFERENCES themes (theme_id),
    PRIMARY KEY (submission_id, coder, kind, theme_id),
    CHECK (coder IN ('A', 'B')),
    CHECK (kind IN ('achievement', 'challenge', 'recommendation', 'position'))
);

CREATE TABLE synonyms (
    term VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    PRIMARY KEY (term, kind, id),
    CHECK (length(term) <= 80), -- must have at most 80 characters
    CHECK (kind IN ('organisation', 'theme', 'family', 'claim', 'kind', 'stage', 'type', 'action_line', 'sdg', 'group', 'country', 'region'))
);
COMMENT ON COLUMN synonyms.term IS 'A word, or a few words, that readers may search for';
COMMENT ON COLUMN synonyms.kind IS 'The name of the filter that the words mean';
COMMENT ON COLUMN synonyms.id IS 'The option of that filter that the words mean';

CREATE TABLE submission_search (
    submission_id VARCHAR PRIMARY KEY REFERENCES submissions (submission_id),
    submission_key INTEGER NOT NULL,
    search_text VARCHAR NOT NULL,
    title_words VARCHAR NOT NULL
);
COMMENT ON TABLE submission_search IS 'Derived: what the text search looks through, one row for each submission';
COMMENT ON COLUMN submission_search.search_text IS 'Title, summaries of the points, names and short names of the organisations, each folded (data/normalise.py), with a line break between two';
COMMENT ON COLUMN submission_search.title_words IS 'Words of the title, the authors'' names and the titles of the stage, folded, and the parts of words with signs in them; a blank before and after each';

CREATE TABLE outcome_summaries (
    claim_id VARCHAR NOT NULL REFERENCES claims (claim_id),
    text_id VARCHAR NOT NULL REFERENCES texts (text_id),
    claim VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    strength VARCHAR NOT NULL,
    request VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    paragraphs VARCHAR,
    passages BIGINT NOT NULL,
    positions VARCHAR,
    PRIMARY KEY (claim_id, text_id)
);
COMMENT ON TABLE outcome_summaries IS 'Derived: what the tables say of each row of claim_outcomes, whichever submissions are selected';
COMMENT ON COLUMN outcome_summaries.paragraphs IS 'Paragraphs that the verdict rests on, the best first, separated by semicolons';
COMMENT ON COLUMN outcome_summaries.passages IS 'Number of passages of the text on the claim that public pages report';
COMMENT ON COLUMN outcome_summaries.positions IS 'claim_id of each position that asks for the same as the claim, separated by semicolons';

CREATE TABLE data_release (
    release VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    data_version VARCHAR NOT NULL,
    build_hash VARCHAR NOT NULL
);
COMMENT ON TABLE data_release IS 'Derived: which data these are, in one row';
COMMENT ON COLUMN data_release.release IS 'The release, from settings.toml';
COMMENT ON COLUMN data_release.content_hash IS 'SHA-256 checksum of the CSV files and this schema';
COMMENT ON COLUMN data_release.data_version IS 'The release, a plus sign and the first eight digits of content_hash';
COMMENT ON COLUMN data_release.build_hash IS 'SHA-256 checksum of the code and the libraries that computed the derived columns';

CREATE TABLE source_tables (
    table_name VARCHAR PRIMARY KEY,
    row_count BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE source_tables IS 'Derived: the CSV files that these data were built from, one row each';
COMMENT ON COLUMN source_tables.row_count IS 'Number of rows without the header';
COMMENT ON COLUMN source_tables.sha256 IS 'SHA-256 checksum of the file';
