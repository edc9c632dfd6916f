"""The texts about the data set from its settings.toml."""

from dataclasses import replace
from functools import lru_cache

from data.setting_values import Limit
from data.settings import Settings, served
from i18n import _, sentences
from queries import count_rows, language, per_version


def texts() -> Settings:
    """The settings, with texts in the reader's language. Without a publisher, ``publisher`` is the dashboard's name."""
    return _translated(served(), language.code())


def named_publisher() -> str:
    """The publisher that the settings name; empty if they name none."""
    return texts().publisher if served().publisher else ""


def database_file() -> str:
    """The file name of the database download."""
    return f"{served().files}.duckdb"


def contact_address() -> str:
    """The address of a link by which readers write to the contact; empty if the settings name no contact."""
    contact = served().contact
    return f"mailto:{contact}" if contact_is_mail() else contact


def contact_is_mail() -> bool:
    """Whether the settings name an e-mail address as contact."""
    contact = served().contact
    return "@" in contact and "//" not in contact


def limits() -> str:
    """Sentences on the limits of the data: that there are none yet, how they were collected, which page says more."""
    return sentences(nothing_yet(), texts().collection, _("See “Data and method”."))


@per_version()
def nothing_yet() -> str:
    """A sentence that says there is nothing yet, and how to begin; empty where there is a submission."""
    if count_rows("submissions"):
        return ""
    return _("Nothing has been added yet. To add the first submission, see {document}.").format(
        document="docs/own-consultation.md"
    )


@lru_cache(maxsize=32)
def _translated(settings: Settings, _language: str) -> Settings:
    return replace(
        settings,
        site=_(settings.site),
        title=_(settings.title),
        short=_(settings.short),
        review=_(settings.review),
        introduction=_(settings.introduction),
        abstract=_(settings.abstract),
        keywords=tuple(_(word) for word in settings.keywords),
        examples=tuple(_(words) for words in settings.examples),
        publisher=_(settings.publisher or settings.site),
        action_lines=_(settings.action_lines),
        matrix=_(settings.matrix),
        licence=settings.licence and _(settings.licence),
        code_licence=settings.code_licence and _(settings.code_licence),
        imprint=settings.imprint and _(settings.imprint),
        privacy=settings.privacy and _(settings.privacy),
        collection=_(settings.collection),
        footnote=_(settings.footnote),
        reading=_(settings.reading),
        stage_groups=tuple(replace(group, title=_(group.title)) for group in settings.stage_groups),
        limits=tuple(Limit(_(limit.title), _(limit.text)) for limit in settings.limits),
    )
