"""Renders templates to HTML. Every value is escaped; no page needs JavaScript or another host."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.version import code_version
from i18n import (
    _,
    dataset_texts,
    enumerated,
    escaping,
    filter_options,
    heading_of,
    imprint,
    isolation,
    languages,
    ngettext,
    number,
    percent,
    pgettext,
    stating,
)
from queries import current
from web.index_html import font
from web.request_info import Requested, base_path, root

FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension i18n adds the method.
    environment.install_gettext_callables(_, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    environment.filters.update(
        enumerated=enumerated,
        heading_of=heading_of,
        number=number,
        percent=percent,
        plain=escaping.one_line,
        shorten=escaping.shorten,
    )
    environment.globals.update(
        texts=dataset_texts.texts,
        limits=dataset_texts.limits,
        data_terms=imprint.data_terms,
        licence_address=imprint.licence_address,
        report=imprint.report,
        stating=stating,
        counted=filter_options.counted,
        choice_of_language=languages.heading,
        language_note=languages.note,
        contact_address=dataset_texts.contact_address,
        font=f".{font()}",
        style=(FOLDER / "style.css").read_text(encoding="utf-8"),
        first_paint_style=(FOLDER / "first_paint.css").read_text(encoding="utf-8"),
    )
    return environment


def render(template: str, **values: object) -> str:
    """Render ``templates/<template>`` with ``values``; a missing value is an error."""
    text = _environment().get_template(template).render(values)
    return isolation.in_html(text) if template.endswith(".html") else text


def page(
    requested: Requested, template: str, *, title: str, description: str, **values: object
) -> str:
    """Render a page from a template that extends base.html, for what is requested."""
    return render(
        template,
        title=title,
        description=description,
        **{"head": "", **values},
        language=languages.tag(),
        direction=languages.direction(),
        languages=languages.choice(
            base_path(), requested.path, urlencode(requested.query, doseq=True)
        ),
        root=root(),
        site=requested.site,
        version=current().version,
        code=code_version(),
    )
