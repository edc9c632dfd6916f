"""The addresses whose content the golden record keeps: every page and kind of entity, with and without filters."""

from __future__ import annotations

from typing import Any

from i18n import routes
from queries import Filters, ask

Address = tuple[str, dict[str, Any]]
"""A page, as the tests' ``visit`` names it, and the parameters of its address."""

PAGES = [page.name for page in routes.PAGES.values() if page.path not in routes.ENTITY_BY_PATH]

VARIANTS: tuple[Address, ...] = (
    ("challenges", {"show": "recommendation", "grain": "families", "count": "organisations"}),
    ("challenges", {"show": "position", "grain": "themes", "count": "points"}),
    ("through_the_review", {"grain": "families", "count": "points"}),
    ("action_lines", {"fields": "on", "count": "organisations"}),
    *(
        ("data_and_method", {"part": part})
        for part in ("themes", "claims", "reliability", "tables", "everything")
    ),
)
"""Pages with the choices that a reader can make on them."""

LISTED_BY = {"theme": "themes", "claim": "claims"}
"""Kind of an entity -> the question whose order the record goes by, where it is not the codebook's."""

CHOSEN = {
    "theme": "themes",
    "claim": "challenges",
    "action_line": "action_lines",
    "organisation": "who_signed_what",
}
"""Kind of an entity -> a page whose charts make one of this kind stand out when the address filters by it."""

WHOLE = {"more": "yes"}
"""Has a page show its further cards, too."""

NOTHING = {"q": "no such words anywhere"}


def full_pages() -> list[Address]:
    """Addresses of full pages, for whatever data set is served: about 75 for the shipped one."""
    group = list(ask("groups").stakeholder_group)[1]
    stage = str(ask("stages").stage_id.iloc[1])
    kind = str(ask("points").kind.iloc[0])
    filters = {"group": group, "stage": stage, "kind": kind, "count": "organisations"}
    addresses: list[Address] = [(page, {}) for page in PAGES]
    addresses += [(page, WHOLE) for page in PAGES]
    addresses += VARIANTS
    addresses += [(page, filters) for page in PAGES]
    addresses += [(page, NOTHING) for page in PAGES[:6]]
    for entity, ids in entities().items():
        page = routes.ENTITIES[entity].page.name
        addresses += [(page, {"id": identity}) for identity in ids]
        addresses.append((page, {"id": ids[0], **WHOLE}))
        addresses.append((page, {"id": ids[0], **filters}))
        addresses.append((page, {"id": "none-such"}))
        if entity in CHOSEN:
            addresses.append((CHOSEN[entity], {entity: ids[0], **WHOLE}))
    country = str(ask("countries").country_code.iloc[0])
    addresses.append(("organisations", {"country": country, **WHOLE}))
    ids = list(ask("organisations").organisation_id[:2])
    stages = list(ask("stages").stage_id[:2])
    addresses.append(("compare", {"id": ids}))
    addresses.append(("compare", {"by": "stage", "id": stages, "count": "points"}))
    addresses.append(("compare", {"by": "group", "id": list(ask("groups").stakeholder_group[:3])}))
    addresses += [("overview", {"print": "1"}), ("organisation", {"id": ids[0], "print": "1"})]
    addresses += [(page, {**WHOLE, **parameters}) for page, parameters in views()]
    addresses += [("challenges", {"card": "most", "kind": kind}), ("themes", {"card": "most"})]
    return addresses


def views() -> list[Address]:
    """Choices that name what the data set has: the most and the least frequent, and what few submissions are behind."""
    groups, stages = list(ask("groups").stakeholder_group), list(ask("timeline").stage_id.unique())
    themes, organisations = list(ask("themes").theme_id), list(ask("organisations").organisation_id)
    first, last = organisations[0], organisations[-1]
    challenges = [
        claim for claim in ask("claims", Filters(kind=("challenge",))).claim_id if claim != "none"
    ]
    sides = {"by": "group", "id": groups[:4]}
    return [
        ("overview", {"claim": challenges[-1]}),
        ("through_the_review", {"stages": "negotiation", "all": "by_stage"}),
        ("through_the_review", {"from": stages[0], "to": stages[-2]}),
        ("themes", {"theme": themes[-1]}),
        ("themes", {"rank": "count", "order": "family", "all": ["pairs", "by_pair"]}),
        ("theme", {"id": themes[0], "all": "when"}),
        ("organisations", {"sort": "name", "organisation": last}),
        ("organisations", {"sort": "group", "page": "2"}),
        ("organisation", {"id": first, "theme": themes[0], "all": "signs_with"}),
        ("organisation", {"id": last}),
        ("compare", {"id": [first, last]}),
        ("compare", {**sides, "grain": "claims"}),
        *(("compare", {**sides, "part": part}) for part in ("all", "some", f"only-{groups[0]}")),
    ]


def entities() -> dict[str, list[str]]:
    """Two ids for each kind of entity that the data set has: the first of the list, and one from its middle."""
    ids_by_kind = {}
    for kind, entity in routes.ENTITIES.items():
        question = LISTED_BY.get(kind, entity.question)
        ids = [str(identity) for identity in ask(question)[entity.id_column]]
        if ids:
            ids_by_kind[kind] = list(dict.fromkeys([ids[0], ids[len(ids) // 2]]))
    return ids_by_kind


def light_pages() -> list[str]:
    """Paths and queries of light pages."""
    group = list(ask("groups").stakeholder_group)[1]
    paths = []
    for path in routes.BY_LIGHT_PATH:
        paths += [f"/light/{path}", f"/light/{path}?group={group}&count=organisations"]
    for kind, ids in entities().items():
        paths += [f"/light/{kind}/{ids[0]}", f"/light/{kind}/{ids[0]}?group={group}"]
    return paths
