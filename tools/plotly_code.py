"""Streamlit's code for charts without the kinds of charts that the dashboard does not draw: 1.2 in place of 4.7 MB.

The code is a bundle of Plotly's modules. Each is a variable whose function runs when another module calls it, with
functions beside it and, for some, a statement that names what it exports:

    var xu=_({"src/traces/bar/index.js"(e,t){...}}),...;v(xu,{name:()=>...});function helper(e){...}

The last module, which the bundle returns, registers all kinds of charts. This module makes it register KINDS alone, and
removes the variables and functions that nothing uses any more. tree-sitter reads the code.

The changed code also asks `files/rooms.js` for the layout of a chart that has room and whether that is drawn already,
and `files/in_sight.js` when to draw it: it draws charts in sight before the others. Without these files, it draws all
at once, each several times, as on a phone. It asks `files/chart_clicks.js` before it notes that a mark is selected: it
sends a note a moment later, and Streamlit forgets the note if a page run that has replaced the chart ends meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

KINDS = frozenset(("bar", "choropleth", "scattergeo"))
"""The kinds of charts that are drawn, besides scatter, which the core of Plotly has."""

UNUSED_STYLE = "node_modules/maplibre-gl/dist/maplibre-gl.css"
"""A module that the core of Plotly runs at once, for maps of streets, which no kind of KINDS draws."""

_MODULE = re.compile(r"""[\w$]+=[\w$]+\(\{["`]([^"`\s]+)["`]\(""")
"""The beginning of a variable that holds a module: its path."""

_REGISTERS = re.compile(r"(?<=\.register\(\[)(?:[\w$]+\(\),?){20,}(?=\])")
"""The list of all kinds of charts."""

_FUNCTIONS = frozenset(
    (
        "arrow_function",
        "function_declaration",
        "function_expression",
        "generator_function",
        "generator_function_declaration",
        "method_definition",
    )
)
"""tree-sitter's names of what has variables of its own."""

_DRAWS = re.compile(
    r"return (\w+)\.react\((\w+)\.current,(\{data:\w+,layout:\w+,config:\w+,frames:\w+\})\)"
)
"""How Streamlit has Plotly draw a chart; an element that has disappeared meanwhile is null."""

_NOTES = re.compile(r"(?<=[,;&])(\w+)(?=\.setStringValue\()")
"""The object that Streamlit notifies of selected marks: the store of the state of all widgets."""


def without_unused(code: str) -> str:
    """The ``code`` with KINDS alone. Code that is not built as described above stays unchanged."""
    root = Parser(Language(tree_sitter_javascript.language())).parse(code.encode()).root_node
    returned = _registering(root)
    if root.has_error or returned is None or returned.parent is None:
        return code
    declared, others = _statements(returned.parent)
    paths = {
        match[1]: name
        for name, nodes in declared.items()
        if (match := _MODULE.match(_text(nodes[0])))
    }
    kinds = [paths.get(f"lib/{kind}.js") for kind in sorted(KINDS)]
    registered = _REGISTERS.search(_text(returned))
    if None in kinds or registered is None:
        return code
    first = _used([*others, returned], declared) - set(re.findall(r"[\w$]+", registered[0]))
    style = paths.get(UNUSED_STYLE, "")
    used = _reached(first.union(name for name in kinds if name), declared, without=style)
    begin = returned.start_byte + len(_text(returned)[: registered.start()].encode())
    changes = [
        (begin, begin + len(registered[0].encode()), ",".join(f"{name}()" for name in kinds))
    ]
    for name, (declaration, *exports) in declared.items():
        if name == style:
            changes.append((*_bounds(declaration), f"{name}=()=>{{}}"))
        elif name not in used:
            is_function = declaration.type == "function_declaration"
            changes.append((*_bounds(declaration), "" if is_function else name))
            changes += [(*_bounds(export), "") for export in exports]
    return _changed(code, changes)


def in_sight_first(code: str) -> str:
    """The ``code`` that draws charts in sight first, each once, in the layout that has room. Code that draws them
    otherwise stays unchanged.
    """
    return _DRAWS.sub(
        r"let drawn=\3;drawn=globalThis.laidOut?.(\2.current,drawn)??drawn;"
        r"return Promise.resolve(globalThis.whenInSight?.(\2.current)).then("
        r"()=>\2.current&&(globalThis.isDrawn?.(\2.current,drawn)||\1.react(\2.current,drawn)))",
        code,
    )


def marks_kept(code: str) -> str:
    """The ``code`` that keeps selected marks until it has sent them. Code that notes them otherwise stays unchanged."""
    return _NOTES.sub(r"(globalThis.keepingMarks?.(\1)??\1)", code)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _bounds(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _inside(node: Node) -> Iterator[Node]:
    """The node, and all in it, before what is in them."""
    pending = [node]
    while pending:
        inner = pending.pop()
        yield inner
        pending += inner.named_children


def _registering(root: Node) -> Node | None:
    """The statement that returns the module that registers all kinds of charts."""
    returns = [
        node
        for node in _inside(root)
        if node.type == "return_statement" and _REGISTERS.search(_text(node))
    ]
    return min(returns, key=lambda node: node.end_byte - node.start_byte, default=None)


def _statements(block: Node) -> tuple[dict[str, list[Node]], list[Node]]:
    """What a block declares, name -> its declaration and the statements on what it exports; and all other statements.

    The statement that returns is in neither.
    """
    declared: dict[str, list[Node]] = {}
    others = []
    for statement in block.named_children:
        if statement.type == "function_declaration":
            declared[_name(statement)] = [statement]
        elif statement.type == "variable_declaration":
            declared |= {_name(variable): [variable] for variable in statement.named_children}
        elif statement.type != "return_statement":
            others.append(statement)
    for statement in list(others):
        match = re.match(r"[\w$]+\(([\w$]+),\{", _text(statement))
        if match and match[1] in declared and _text(declared[match[1]][0]) == f"{match[1]}={{}}":
            declared[match[1]].append(statement)
            others.remove(statement)
    return declared, others


def _name(declaration: Node) -> str:
    node = declaration.child_by_field_name("name")
    return "" if node is None else _text(node)


def _declared_names(function: Node) -> set[str]:
    """The names of a function's parameters and variables."""
    patterns = [function.child_by_field_name(field) for field in ("parameters", "parameter")]
    if function.type == "function_expression":
        patterns.append(function.child_by_field_name("name"))
    body = function.child_by_field_name("body")
    pending = [] if body is None else list(body.named_children)
    while pending:
        node = pending.pop()
        if node.type in ("variable_declarator", "function_declaration", "class_declaration"):
            patterns.append(node.child_by_field_name("name"))
        elif node.type == "catch_clause":
            patterns.append(node.child_by_field_name("parameter"))
        elif node.type == "for_in_statement" and node.child_by_field_name("kind"):
            patterns.append(node.child_by_field_name("left"))
        if node.type not in _FUNCTIONS:
            pending += node.named_children
    return {
        _text(node)
        for pattern in patterns
        if pattern is not None
        for node in _inside(pattern)
        if node.type in ("identifier", "shorthand_property_identifier_pattern")
    }


def _used(nodes: Iterable[Node], names: Iterable[str]) -> set[str]:
    """Those of ``names`` that nodes use and do not declare themselves."""
    used = set()
    pending = [(node, frozenset(names)) for node in nodes]
    while pending:
        node, sought = pending.pop()
        if node.type in _FUNCTIONS:
            sought -= _declared_names(node)
        elif node.type in ("identifier", "shorthand_property_identifier"):
            used |= sought & {_text(node)}
        pending += [(child, sought) for child in node.named_children]
    return used


def _reached(names: set[str], declared: dict[str, list[Node]], *, without: str) -> set[str]:
    """The ``names``, and those that their declarations use, and so on; not through the name ``without``."""
    reached, pending = set(names), list(names)
    while pending:
        name = pending.pop()
        if name != without:
            new = _used(declared[name], declared) - reached
            reached |= new
            pending += new
    return reached


def _changed(code: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """The code with other texts from bytes to bytes; no two may overlap."""
    source, parts, start = code.encode(), [], 0
    for begin, end, text in sorted(changes):
        parts += [source[start:begin], text.encode()]
        start = end
    return b"".join((*parts, source[start:])).decode()
