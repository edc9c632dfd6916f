"""What a page shows, as a title: the page's own, or that of the entity or theme that the address names."""

from cards import entity, outcome, submission
from cards.query import Context
from i18n import _, dataset_texts, escaping, filter_options, routes


def title_of(name: str, page: Context) -> str:
    """The title of the page ``name`` (of i18n.routes.PAGES) as the address asks for it: Theme: Gender equality."""
    own = routes.PAGES[name]
    if name == routes.HOME:
        return dataset_texts.texts().title
    if name == "what_became_of_it":
        return outcome.title(outcome.opened(page))
    kind = routes.ENTITY_BY_PATH.get(own.path)
    named = _name(kind.kind, page) if kind else ""
    return _("{kind}: {name}").format(kind=own.title, name=named) if named else own.title


def _name(kind: str, page: Context) -> str:
    if kind == "submission":
        return next((escaping.one_line(row.title) for row in submission.known(page)), "")
    ids = entity.known(page, kind)
    return escaping.one_line(filter_options.option_labels()[kind][ids[0]]) if ids else ""
