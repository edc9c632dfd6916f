"""What each question must return, by another way than SQL: all of ``oracle.ANSWERS``, and those of the modules here.

Each module is about one part of the dashboard and has functions ``name(oracle, selection, **parameters) -> Rows``,
gathered in its own ``ANSWERS``.
"""

import importlib
import pkgutil
from collections.abc import Callable

from tests.queries import oracle

ANSWERS: dict[str, Callable[..., oracle.Rows]] = dict(oracle.ANSWERS)
for module in pkgutil.iter_modules(__path__):
    module_answers = importlib.import_module(f"{__name__}.{module.name}").ANSWERS
    assert not ANSWERS.keys() & module_answers.keys(), f"{module.name} answers a question twice"
    ANSWERS.update(module_answers)
