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
                names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
                if name in names:
                    return statement.value
        return None

    def origin(self, name: str) -> Module | None:
        """The module that a name is imported from, if it is one of these."""
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names):
                return modules().get(str(node.module))
        return None

    def imports(self, module: str, name: str) -> bool:
        return any(
            isinstance(node, ast.ImportFrom)
            and str(node.module).rpartition(".")[2] == module
            and any(alias.name == name for alias in node.names)
            for node in self.tree.body
        )


@cache
def modules() -> dict[str, Module]:
    by_name = {}
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
                calls.setdefault(_callee(node), []).append(node)
        by_name[".".join(path.relative_to(ROOT).with_suffix("").parts)] = Module(
            path.stem, tree, around, calls
        )
    return by_name


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
        callee = _callee(node)
        in_url_state = module.name == "url_state"
        if callee in {f"url_state.{name}" for name in FIRST_SAYS} or (
            in_url_state and callee in FIRST_SAYS
        ):
            yield node.args[0]
        if callee in {f"url_state.{name}" for name in KEY_SAYS} or (
            in_url_state and callee in KEY_SAYS
        ):
            keys = [keyword.value for keyword in node.keywords if keyword.arg == "key"]
            yield keys[0] if keys else ast.Constant("page")
        if callee in {f"url_state.{name}" for name in KEYWORDS_SAY}:
            yield from (ast.Constant(keyword.arg) for keyword in node.keywords if keyword.arg)
            yield from (
                expression
                for keyword in node.keywords
                if not keyword.arg
                for expression in _spread(keyword.value)
            )
        if callee in {"st.query_params.get", "st.query_params.get_all", "query().get"}:
            yield node.args[0]
        if callee == "page.value":
            yield node.args[0]
        if callee == "Paging":
            yield from node.args[2:3]
        for keyword in node.keywords:
            if keyword.arg == "parameter":
                yield keyword.value
            if keyword.arg == "switch" and isinstance(keyword.value, ast.Tuple):
                yield keyword.value.elts[0]
            if keyword.arg == "view" and isinstance(keyword.value, ast.Dict):
                yield from (key for key in keyword.value.keys if key is not None)
            if keyword.arg == "clears":
                yield keyword.value
            if keyword.arg == "query_params" and isinstance(keyword.value, ast.Dict):
                yield from (key for key in keyword.value.keys if key is not None)
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.query_params":
        yield node.slice
    if isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "st.query_params":
        yield node.left


def _spread(mapping: ast.expr) -> list[ast.expr]:
    """The names that ``**mapping`` puts into an address, where it is written out there.

    Other links take names along that the page they lead to reads.
    """
    if isinstance(mapping, ast.Call) and _callee(mapping) == "dict.fromkeys":
        return [mapping.args[0]]
    if isinstance(mapping, ast.Dict):
        return [key for key in mapping.keys if key is not None]
    return []


def _callee(call: ast.Call) -> str:
    return ast.unparse(call.func)


def texts(module: Module, expression: ast.expr, node: ast.AST) -> set[str]:
    """The texts that an expression may be: literal, a module's constant, or what a function's callers hand in.

    Fails where that cannot be told from the code.
    """
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return {expression.value}
    if isinstance(expression, ast.Tuple | ast.List):
        return {text for element in expression.elts for text in texts(module, element, node)}
    if isinstance(expression, ast.Starred | ast.Subscript):
        return texts(module, expression.value, node)
    if isinstance(expression, ast.Attribute) and ast.unparse(expression).startswith("card."):
        return set()  # The declarations of cards say it.
    if isinstance(expression, ast.Name):
        constant = module.constant(expression.id)
        if constant is not None:
            return texts(module, constant, node)
        origin = module.origin(expression.id)
        if origin is not None and (constant := origin.constant(expression.id)) is not None:
            return texts(origin, constant, node)
        arguments = list(_arguments(module, expression.id, node))
        if arguments:
            return {
                text
                for caller, argument, call in arguments
                for text in texts(caller, argument, call)
            }
        return _loop_texts(module, expression.id, node)
    raise AssertionError(f"{module.name}: cannot tell what {ast.unparse(expression)} is")


def _arguments(
    module: Module, name: str, node: ast.AST
) -> Iterator[tuple[Module, ast.expr, ast.Call]]:
    """What callers of the function around ``node`` give for its parameter ``name``: module, expression, call."""
    function = module.around.get(node)
    while function is not None:
        parameters = [*function.args.args, *function.args.kwonlyargs]
        names = [parameter.arg for parameter in parameters]
        if name in names:
            yield from _calls(module, function, name, names.index(name))
            defaults = dict(zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True))
            for parameter, default in defaults.items():
                if parameter.arg == name and default is not None:
                    yield module, default, ast.Call(ast.Name(name), [], [])
        function = module.around.get(function)


def _calls(
    origin: Module, function: ast.FunctionDef, name: str, position: int
) -> Iterator[tuple[Module, ast.expr, ast.Call]]:
    for module in modules().values():
        callees = [f"{origin.name}.{function.name}"]
        if module is origin or module.imports(origin.name, function.name):
            callees.append(function.name)
        for node in (call for callee in callees for call in module.calls.get(callee, ())):
            values = [keyword.value for keyword in node.keywords if keyword.arg == name]
            if values or position < len(node.args):
                yield module, values[0] if values else node.args[position], node


def _loop_texts(module: Module, name: str, node: ast.AST) -> set[str]:
    """The texts that a loop or comprehension around ``node`` gives a name; none where it reads the whole address."""
    for loop in ast.walk(module.tree):
        if not isinstance(loop, ast.comprehension | ast.For) or ast.unparse(loop.target) != name:
            continue
        around = module.around.get(node)
        if around is None or any(inner is loop for inner in ast.walk(around)):
            everything = ast.unparse(loop.iter) == "st.query_params"
            return set() if everything else texts(module, loop.iter, node)
    raise AssertionError(f"{module.name}: cannot tell what {name} is")
