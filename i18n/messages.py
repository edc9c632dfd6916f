"""The table of sentences that differ by the unit that is counted or by the kind of point, page by page.

Counts with their unit are in ``i18n.units``. ``tools.words`` reads the headings, the pages that show the sentences.
"""

from i18n import N_, Nn_, _, ngettext, number


class Message:
    """A sentence that has a form for each unit (submissions, organisations, points) or kind of point, for themes,
    claims and families, or for leaders (one, several, many).

    Forms are marked with ``N_``, or with ``Nn_`` if they depend on a number.
    """

    def __init__(self, **forms: str | tuple[str, str]) -> None:
        self._forms = forms

    def __call__(self, which: str, count: int = 0, /, **words: str) -> str:
        """The form ``which`` in the reader's language; its {n} is ``count``, if ``words`` has none."""
        form = self._forms[which]
        sentence = _(form) if isinstance(form, str) else ngettext(*form, count)
        return sentence.format(**{"n": number(count), **words})


# Shown at overview
MOST_FREQUENT = Message(
    one=N_("Most frequent: {name} ({share})"),
    several=N_("Most frequent, tied at {share}: {names}"),
    many=N_("{n} tie for the most frequent ({share} each)"),
)
LARGEST_SHARE = Message(
    one=N_("Largest share: {name} ({share})"),
    several=N_("Largest shares, tied at {share}: {names}"),
    many=N_("{n} tie at {share} each"),
)
LARGEST_STAGE = Message(
    one=N_("Largest stage: {name} ({count})"),
    several=N_("Largest stages, tied at {count}: {names}"),
    many=Nn_("{n} stage has {count}", "{n} stages tie at {count} each"),
)
BUSIEST_SIGNATORY = Message(
    one=N_("{name} signed the most joint submissions: {count}"),
    several=N_("{names} signed the most joint submissions: {count} each"),
    many=Nn_(
        "{n} organisation signed the most joint submissions: {count}",
        "{n} organisations signed the most joint submissions: {count} each",
    ),
)
UNIT_MEANING = Message(
    submissions=N_(
        "Submissions: each is counted once, however many signatories and points it has."
    ),
    organisations=N_(
        "Organisations: each is counted once, as author or signatory. If you filter by role, group, country or "
        "region, only matching organisations are counted."
    ),
    points=N_("Points: each point of a submission is counted once."),
)
MOST_FREQUENT_BY = Message(
    submissions=N_("most frequent by submissions: {names}"),
    organisations=N_("most frequent by organisations: {names}"),
)
TIMELINE = Message(
    submissions=N_("Submissions by stage, in time order, and by the authors' stakeholder group"),
    organisations=N_("Organisations by stage, in time order, and by stakeholder group"),
    points=N_("Points by stage, in time order, and by the authors' stakeholder group"),
)
SHARE_FROM_TO = Message(
    submissions=N_("Share of submissions, from {first} to {second}"),
    organisations=N_("Share of organisations, from {first} to {second}"),
    points=N_("Share of points, from {first} to {second}"),
)
CHANGE_OF_SHARE = Message(
    submissions=N_("Change in the share of submissions"),
    organisations=N_("Change in the share of organisations"),
    points=N_("Change in the share of points"),
)

# Shown at challenges
WHICH_MOST = Message(
    challenge=N_("Which challenges do submissions raise most often?"),
    recommendation=N_("What do submissions ask for most often?"),
    position=N_("Which positions do submissions take most often?"),
    achievement=N_("Which achievements do submissions mention most?"),
)

# Shown at themes
RAISED_BY_KIND = Message(
    submissions=N_("Submissions that raise each theme: total and by kind"),
    organisations=N_("Organisations that raise each theme: total and by kind"),
    points=N_("Points on each theme: total and by kind"),
)

# Shown at theme
CLAIMS_ON_THEME = Message(
    submissions=N_("Submissions that make each claim in a point on this theme"),
    organisations=N_("Organisations that made each claim in a point on this theme"),
    points=N_("Points on this theme that make each claim"),
)

# Shown at action_lines
CITED_MOST = Message(
    one=N_("Cited most: {name} ({share})"),
    several=N_("Cited most, tied at {share}: {names}"),
    many=N_("{n} tie for the most citations ({share} each)"),
)
FEW_CITE = Message(
    submissions=Nn_(
        "Too few to rank: {n} submission cites an action line",
        "Too few to rank: {n} submissions cite an action line",
    ),
    organisations=Nn_(
        "Too few to rank: {n} organisation cited an action line",
        "Too few to rank: {n} organisations cited an action line",
    ),
    points=Nn_(
        "Too few to rank: {n} point cites an action line",
        "Too few to rank: {n} points cite an action line",
    ),
)
OF_CITING = Message(
    submissions=Nn_(
        "{count} of {n} submission that cites an action line",
        "{count} of {n} submissions that cite an action line",
    ),
    organisations=Nn_(
        "{count} of {n} organisation that cited an action line",
        "{count} of {n} organisations that cited an action line",
    ),
    points=Nn_(
        "{count} of {n} point that cites an action line",
        "{count} of {n} points that cite an action line",
    ),
)
CITED_BY = Message(
    submissions=Nn_("cited by {n} submission", "cited by {n} submissions"),
    organisations=Nn_("cited by {n} organisation", "cited by {n} organisations"),
    points=Nn_("cited in {n} point", "cited in {n} points"),
)
CITES_BOTH = Message(
    submissions=Nn_(
        "{n} submission cites both in one point.", "{n} submissions cite both in one point."
    ),
    organisations=Nn_(
        "{n} organisation cited both in one point.", "{n} organisations cited both in one point."
    ),
    points=Nn_("{n} point cites both.", "{n} points cite both."),
)
LINES_BY_KIND = Message(
    submissions=N_("Submissions that cite each action line, by kind of point · –: none"),
    organisations=N_("Organisations that cited each action line, by kind of point · –: none"),
    points=N_("Points that cite each action line, by kind of point · –: none"),
)
LINES_BY_THEME = Message(
    submissions=N_("Submissions that cite the action line in a point on the theme · empty: none"),
    organisations=N_(
        "Organisations that cited the action line in a point on the theme · empty: none"
    ),
    points=N_("Points on the theme that cite the action line · empty: none"),
)
LINES_BY_GOAL = Message(
    submissions=N_(
        "Shaded: the matrix links the two, or links fields of the line (“fields”). Number: submissions that "
        "cite both in one point"
    ),
    organisations=N_(
        "Shaded: the matrix links the two, or links fields of the line (“fields”). Number: organisations that "
        "cited both in one point"
    ),
    points=N_(
        "Shaded: the matrix links the two, or links fields of the line (“fields”). Number: points that cite both"
    ),
)

LINKED_TO_MOST = Message(
    one=N_(
        "Of all goals, the matrix links {name} to the most action lines and fields: {count} of {total}."
    ),
    several=N_(
        "Of all goals, the matrix links {names} to the most action lines and fields: {count} of {total} each."
    ),
    many=Nn_(
        "The matrix links {n} goal to {count} of {total} action lines and fields.",
        "The matrix links {n} goals to {count} of {total} action lines and fields each.",
    ),
)

# Shown at action_line
MOST_FREQUENT_KIND = Message(
    one=N_("Most frequent kind of point: {name} ({share})"),
    several=N_("Most frequent kinds of points, tied at {share}: {names}"),
    many=N_("{n} tie at {share} each"),
)
MOST_FREQUENT_THEME = Message(
    one=N_("Most frequent theme: {name} ({share})"),
    several=N_("Most frequent themes, tied at {share}: {names}"),
    many=N_("{n} tie at {share} each"),
)
CITE_IT_BY_KIND = Message(
    submissions=N_("Submissions that cite it, by kind of point"),
    organisations=N_("Organisations that cited it, by kind of point"),
    points=N_("Points that cite it, by kind"),
)
CITE_IT_BY_THEME = Message(
    submissions=N_("Submissions that cite it, by theme"),
    organisations=N_("Organisations that cited it, by theme"),
    points=N_("Points that cite it, by theme"),
)
CITE_IT_BY_GROUP = Message(
    submissions=N_("Submissions that cite it, by group of authors and signatories"),
    organisations=N_("Organisations that cited it, by stakeholder group"),
    points=N_("Points that cite it, by group of authors and signatories"),
)
CITE_IT_BY_STAGE = Message(
    submissions=N_("Submissions that cite it, in time order, by authors' group"),
    organisations=N_("Organisations that cited it, in time order, by authors' group"),
    points=N_("Points that cite it, in time order, by authors' group"),
)

# Shown at through_the_review
BY_STAGE = Message(
    submissions=N_("Submissions by stage, in time order, and by their authors' stakeholder group"),
    organisations=N_("Organisations by stage, in time order, and by stakeholder group"),
    points=N_("Points by stage, in time order, and by their authors' stakeholder group"),
)
ONE_IS_WORTH = Message(
    submissions=N_(
        "one submission is worth {before} percentage points at the first stage and {after} at the second"
    ),
    organisations=N_(
        "one organisation is worth {before} percentage points at the first stage and {after} at the second"
    ),
    points=N_(
        "one point is worth {before} percentage points at the first stage and {after} at the second"
    ),
)

# Shown at what_became_of_it
ASK_FOR_IT = Message(
    submissions=N_("Submissions that ask for it, or take a position that says the same"),
    organisations=N_("Organisations that ask for it, or take a position that says the same"),
    points=N_("Points that ask for it, or take a position that says the same"),
)
RANKED_BY = Message(
    submissions=N_("submissions that ask for it"),
    organisations=N_("organisations that ask for it"),
    points=N_("recommendations"),
)
SHARE_OF_EACH_GROUP = Message(
    submissions=N_(
        "Share of each group's submissions with a challenge or a request · * fewer than {few} submissions"
    ),
    organisations=N_(
        "Share of each group's organisations with a challenge or a request · * fewer than {few} submissions"
    ),
    points=N_("Share of each group's challenges and requests · * fewer than {few} submissions"),
)
ON_THEME_BY_CLAIM = Message(
    recommendation=N_("Recommendations on the theme, by claim"),
    challenge=N_("Challenges on the theme, by claim"),
)
NONE_ON_THEME = Message(
    recommendation=N_("No requests on this theme match these filters"),
    challenge=N_("No challenges on this theme match these filters"),
)

# Shown at compare
THINGS = Message(
    themes=Nn_("{n} theme", "{n} themes"),
    claims=Nn_("{n} claim", "{n} claims"),
    families=Nn_("{n} family", "{n} families"),
)
SHARE_NONE = Message(
    themes=Nn_("{names} share none of {whole} theme", "{names} share none of {whole} themes"),
    claims=Nn_("{names} share none of {whole} claim", "{names} share none of {whole} claims"),
    families=Nn_("{names} share none of {whole} family", "{names} share none of {whole} families"),
)
SHARE = Message(
    themes=Nn_("{names} share {n} of {whole} theme", "{names} share {n} of {whole} themes"),
    claims=Nn_("{names} share {n} of {whole} claim", "{names} share {n} of {whole} claims"),
    families=Nn_("{names} share {n} of {whole} family", "{names} share {n} of {whole} families"),
)
SHARE_WITH_TOP = Message(
    themes=Nn_(
        "{names} share {n} of {whole} theme, most of all {top}",
        "{names} share {n} of {whole} themes, most of all {top}",
    ),
    claims=Nn_(
        "{names} share {n} of {whole} claim, most of all {top}",
        "{names} share {n} of {whole} claims, most of all {top}",
    ),
    families=Nn_(
        "{names} share {n} of {whole} family, most of all {top}",
        "{names} share {n} of {whole} families, most of all {top}",
    ),
)
"""These three go by {whole}, not by {n}."""

# Shown at submission
KEPT_AND_DROPPED = Message(
    themes=Nn_(
        "{name} had {n} theme in its previous submission, kept {kept}, dropped {dropped} and added {added}",
        "{name} had {n} themes in its previous submission, kept {kept}, dropped {dropped} and added {added}",
    ),
    claims=Nn_(
        "{name} had {n} claim in its previous submission, kept {kept}, dropped {dropped} and added {added}",
        "{name} had {n} claims in its previous submission, kept {kept}, dropped {dropped} and added {added}",
    ),
)
IN_MOST = Message(
    themes=N_("{name} raised {said} in {n} of {all} submissions"),
    claims=N_("{name} made the claim {said} in {n} of {all} submissions"),
)
MORE_IN_TABLE = Message(
    themes=Nn_("{n} more theme in the table", "{n} more themes in the table"),
    claims=Nn_("{n} more claim in the table", "{n} more claims in the table"),
)

# Shown at organisation
MOST_OFTEN_WITH = Message(
    one=N_("Most often with {name}: {share}"),
    several=N_("Most often with {names}: {share} each"),
)
CITES_NO_LINE = Message(
    submissions=Nn_(
        "As far as we coded it, its {n} submission here cites no action line",
        "As far as we coded them, none of its {n} submissions here cites an action line",
    ),
    points=Nn_(
        "As far as we coded it, its {n} point here cites no action line",
        "As far as we coded them, none of its {n} points here cites an action line",
    ),
)
