"""The parameters with which pages show their cards."""

from __future__ import annotations

from i18n import routes
from tests import examples

EXAMPLES: dict[str, examples.Query] = {
    "compare": {"id": ["tccm", "apnic"]},
    "claim": {"id": "re-make-igf-permanent"},
    "data_and_method": {"part": "themes"},
}
"""Pages that show all of their cards with other parameters than usual."""


def view(name: str) -> dict[str, list[str]]:
    """The parameters with which a page shows something, as an address gives them."""
    parameters = EXAMPLES.get(name) or examples.query(routes.PAGES[name])
    return {key: [value] if isinstance(value, str) else value for key, value in parameters.items()}
