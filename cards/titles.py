"""The title of what a page shows: the page's own, or that of the entity or theme that the address names."""

from cards import action_line, challenges, compare, entity, organisation, outcome, submission, text
from cards.query import Context
from i18n import dataset_texts, escaping, filter_options, messages, routes, stating
from queries import Filters


def question_of(name: str) -> str:
    """The heading at the top of the page ``name``, where no address changes it."""
    return routes.PAGES[name].heading


def heading_of(name: str, page: Context) -> str:
    """The heading at the top of the page ``name`` (of i18n.routes.PAGES): the question it answers, or what it is about.

    On an entity's page it is the full name of the entity.
    """
    if routes.PAGES[name].heading_msgid:
        return question_of(name)
    if name == "challenges":
        return messages.WHICH_MOST(challenges.kind_in_address(page))
    if name == "compare":
        return compare.title(compare.sides_of(page, entity.named(page)))
    kind = routes.ENTITY_BY_PATH.get(routes.PAGES[name].path)
    full_name = _full_name(kind.kind, page) if kind else ""
    return escaping.shorten(full_name, escaping.LONGEST_NAME) if full_name else title_of(name, page)


def narrowed(title: str, name: str, selection: Filters) -> str:
    """A title of the page ``name``, and the values of the filters that act on it: Themes · Technical community."""
    route = routes.PAGES[name]
    return (
        filter_options.narrowed(title, selection.without(*route.own_filters))
        if route.filters
        else title
    )


def title_of(name: str, page: Context) -> str:
    """The title of the page ``name`` (of i18n.routes.PAGES) as the address asks for it: Theme: Gender equality."""
    route = routes.PAGES[name]
    if name == routes.HOME:
        return dataset_texts.texts().title
    if name == "text":
        return text.title(page)
    if name == "what_became_of_it":
        return outcome.title(outcome.opened(page))
    kind = routes.ENTITY_BY_PATH.get(route.path)
    entity_name = _name(kind.kind, page) if kind else ""
    return stating(route.title, entity_name) if entity_name else route.title


def _full_name(kind: str, page: Context) -> str:
    if kind == "action_line":
        line = action_line.named(page)
        return action_line.title(line) if line else ""
    if kind == "organisation" and (ids := entity.ids_of_kind(page, kind)):
        return escaping.one_line(organisation.of(page, ids[0]).row.organisation)
    return _name(kind, page)


def _name(kind: str, page: Context) -> str:
    if kind == "submission":
        return next((escaping.one_line(row.title) for row in submission.submission_rows(page)), "")
    ids = entity.ids_of_kind(page, kind)
    return escaping.one_line(filter_options.option_labels()[kind][ids[0]]) if ids else ""
