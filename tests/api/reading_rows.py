"""Read a row of every answer through the code that a generator made, in its own Python.

    python reading_rows.py client FOLDER ADDRESS     the package FOLDER/client, of openapi-python-client
    python reading_rows.py models FOLDER ADDRESS     the module FOLDER/models.py, of datamodel-code-generator

stdin has a list of operations: name, table (or null), query. Prints how many were read;
ends with an error at the first answer whose row is not of its own class.
"""

import json
import keyword
import sys
import typing
from importlib import import_module
from urllib.parse import urlencode
from urllib.request import urlopen


def through_client(address, name, table, query):
    """The answer, asked for and parsed by the generated client."""
    client = import_module("client").Client(base_url=address)
    tag = "tables" if table else "questions"
    ask = import_module(f"client.api.{tag}.{name}").sync
    hints = typing.get_type_hints(ask)
    arguments = {}
    for parameter, values in query.items():
        argument = f"{parameter}_" if keyword.iskeyword(parameter) else parameter
        converted = [typed(classes(hints[argument]), value) for value in values]
        several = typing.get_origin(hints[argument]) is list
        arguments[argument] = converted if several else converted[0]
    file = typed(classes(hints["format_"]), "json")
    return ask(file, client=client, limit=1, **arguments)


def classes(hint):
    """The classes within a type, in their order."""
    inner = typing.get_args(hint)
    return [kind for argument in inner for kind in classes(argument)] if inner else [hint]


def typed(kinds, value):
    """The value as the first of these classes that has it."""
    for kind in kinds:
        try:
            return kind(value)
        except ValueError:
            pass
    raise AssertionError(f"{value} is none of {kinds}")


def through_models(address, name, table, query):
    """The answer as the generated classes of pydantic take it."""
    path = f"tables/{table}" if table else name
    query_string = urlencode({**query, "limit": 1}, doseq=True)
    with urlopen(f"{address}/{path}.json?{query_string}", timeout=60) as response:
        content = json.load(response)
    class_name = schema(name, table).replace("_", "")
    models = vars(import_module("models")).items()
    (model,) = (model for model_name, model in models if model_name.lower() == class_name)
    return model.model_validate(content)


def schema(name, table):
    """The name of an answer's schema."""
    return name if table else f"answer_{name}"


def main(kind, folder, address):
    sys.path.insert(0, folder)
    reader = {"client": through_client, "models": through_models}[kind]
    operations = json.load(sys.stdin)
    for name, table, query in operations:
        answer = reader(address, name, table, query)
        rows = [type(row).__name__.lower() for row in answer.rows]
        assert rows == [f"{schema(name, table)}_row".replace("_", "")], (name, answer)
    print(len(operations))


main(*sys.argv[1:])
