"""The names that pages put into addresses or read from them, found in their code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIRST_SAYS = ("segmented_param", "param", "selected", "multiselect_param")
KEY_SAYS = ("page", "rows_of_page")
KEYWORDS_SAY = ("set_params", "navigate", "parameters")


@dataclass(frozen=True)
class Module:
    """A module of components/ or pages/: its tree, for each node the function that it stands in, and what is called."""

    name: str
    tree: ast.Module
    around: dict[ast.AST, ast.FunctionDef]
    calls: dict[str, list[ast.Call]]

    def constant(self, name: str) -> ast.expr | None:
        for statement in self.tree.body:
            if isinstance(statement, ast.Assign):
                named = [t.id for t in statement.targets if isinstance(t, ast.Name)]
                if name in named:
                    return statement.value
        return None

    def origin(self, name: str) -> Module | None:
        """The module that a name is imported from, if it is one of these."""
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and any(one.name == name for one in node.names):
                return modules().get(str(node.module))
        return None

    def imports(self, module: str, name: str) -> bool:
        return any(
            isinstance(node, ast.ImportFrom)
            and str(node.module).rpartition(".")[2] == module
            and any(one.name == name for one in node.names)
            for node in self.tree.body
        )


@cache
def modules() -> dict[str, Module]:
    found = {}
    rooms = ("cards", "components", "pages")
    for path in [path for room in rooms for path in (ROOT / room).rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        around: dict[ast.AST, ast.FunctionDef] = {}
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                around.update(dict.fromkeys(ast.walk(function), function))
                del around[function]
        calls: dict[str, list[ast.Call]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                calls.setdefault(_called(node), []).append(node)
        found[".".join(path.relative_to(ROOT).with_suffix("").parts)] = Module(
            path.stem, tree, around, calls
        )
    return found


def view_parameters() -> set[str]:
    """Every name that a page reads from an address or puts into one, filters among them."""
    return {
        name
        for module in modules().values()
        for node in ast.walk(module.tree)
        for expression in _names(module, node)
        for name in texts(module, expression, node)
    }


def _names(module: Module, node: ast.AST) -> Iterator[ast.expr]:
    """The expressions in ``node`` that are names in an address."""
    if isinstance(node, ast.Call):
        called = _called(node)
        own = module.name == "url_state"
        if called in {f"url_state.{name}" for name in FIRST_SAYS} or (own and called in FIRST_SAYS):
            yield node.args[0]
        if called in {f"url_state.{name}" for name in KEY_SAYS} or (own and called in KEY_SAYS):
            keys = [word.value for word in node.keywords if word.arg == "key"]
            yield keys[0] if keys else ast.Constant("page")
        if called in {f"url_state.{name}" for name in KEYWORDS_SAY}:
            yield from (ast.Constant(word.arg) for word in node.keywords if word.arg)
            yield from (
                one for word in node.keywords if not word.arg for one in _spread(word.value)
            )
        if called in {"st.query_params.get", "st.query_params.get_all", "query().get"}:
            yield node.args[0]
        if called == "page.value":
            yield node.args[0]
        if called == "Paging":
            yield from node.args[2:3]
        for word in node.keywords:
            if word.arg == "parameter":
                yield word.value
            if word.arg == "switch" and isinstance(word.value, ast.Tuple):
                yield word.value.elts[0]
            if word.arg == "view" and isinstance(word.value, ast.Dict):
                yield from (key for key in word.value.keys if key is not None)
            if word.arg == "clears":
                yield word.value
            if word.arg == "query_params" and isinstance(word.value, ast.Dict):
                yield from (key for key in word.value.keys if key is not None)
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.query_params":
        yield node.slice
    if isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "st.query_params":
        yield node.left


def _spread(given: ast.expr) -> list[ast.expr]:
    """The names that ``**given`` puts into an address, where it is written out there.

    Other links take names along that the page they lead to reads.
    """
    if isinstance(given, ast.Call) and _called(given) == "dict.fromkeys":
        return [given.args[0]]
    if isinstance(given, ast.Dict):
        return [key for key in given.keys if key is not None]
    return []


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def texts(module: Module, expression: ast.expr, place: ast.AST) -> set[str]:
    """The texts that an expression may be: literal, a module's constant, or what a function's callers hand in.

    Fails where that cannot be told from the code.
    """
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return {expression.value}
    if isinstance(expression, ast.Tuple | ast.List):
        return {text for one in expression.elts for text in texts(module, one, place)}
    if isinstance(expression, ast.Starred | ast.Subscript):
        return texts(module, expression.value, place)
    if isinstance(expression, ast.Attribute) and ast.unparse(expression).startswith("card."):
        return set()  # The declarations of cards say it.
    if isinstance(expression, ast.Name):
        constant = module.constant(expression.id)
        if constant is not None:
            return texts(module, constant, place)
        home = module.origin(expression.id)
        if home is not None and (constant := home.constant(expression.id)) is not None:
            return texts(home, constant, place)
        handed = list(_handed(module, expression.id, place))
        if handed:
            return {text for there, one, call in handed for text in texts(there, one, call)}
        return _bound(module, expression.id, place)
    raise AssertionError(f"{module.name}: cannot tell what {ast.unparse(expression)} is")


def _handed(
    module: Module, name: str, place: ast.AST
) -> Iterator[tuple[Module, ast.expr, ast.Call]]:
    """What callers of the function around ``place`` give for its parameter ``name``."""
    function = module.around.get(place)
    while function is not None:
        given = [*function.args.args, *function.args.kwonlyargs]
        names = [one.arg for one in given]
        if name in names:
            yield from _calls(module, function, name, names.index(name))
            defaults = dict(zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True))
            for one, default in defaults.items():
                if one.arg == name and default is not None:
                    yield module, default, ast.Call(ast.Name(name), [], [])
        function = module.around.get(function)


def _calls(
    home: Module, function: ast.FunctionDef, name: str, position: int
) -> Iterator[tuple[Module, ast.expr, ast.Call]]:
    for module in modules().values():
        known = [f"{home.name}.{function.name}"]
        if module is home or module.imports(home.name, function.name):
            known.append(function.name)
        for node in (call for one in known for call in module.calls.get(one, ())):
            named = [word.value for word in node.keywords if word.arg == name]
            if named or position < len(node.args):
                yield module, named[0] if named else node.args[position], node


def _bound(module: Module, name: str, place: ast.AST) -> set[str]:
    """What a loop or comprehension around ``place`` gives a name; nothing where it reads all that the address has."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.comprehension | ast.For) or ast.unparse(node.target) != name:
            continue
        around = module.around.get(place)
        if around is None or any(one is node for one in ast.walk(around)):
            everything = ast.unparse(node.iter) == "st.query_params"
            return set() if everything else texts(module, node.iter, place)
    raise AssertionError(f"{module.name}: cannot tell what {name} is")
