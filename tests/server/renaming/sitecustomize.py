"""Python that is started with this folder in its path reads modules with other names, as after an upgrade.

RENAMED lists packages and names, a blank between the two and a semicolon after each.
"""

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType

RENAMED = [renamed.split() for renamed in os.environ["RENAMED"].split(";")]


class Renaming(SourceFileLoader):
    """Reads a module with the names that are others there."""

    def get_code(self, fullname: str) -> CodeType | None:
        original = source = self.get_data(self.path)
        for package, name in RENAMED:
            if f"{fullname}.".startswith(f"{package}."):
                source = source.replace(name.encode(), f"{name}_elsewhere".encode())
        if source == original:
            return super().get_code(fullname)
        return self.source_to_code(source, self.path)


class Finder(MetaPathFinder):
    """Finds the modules of the packages."""

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        if any(f"{name}.".startswith(f"{package}.") for package, _name in RENAMED):
            spec = PathFinder.find_spec(name, path, target)
            if spec is not None and type(spec.loader) is SourceFileLoader:
                spec.loader = Renaming(spec.loader.name, spec.loader.path)
            return spec
        return None


sys.meta_path.insert(0, Finder())
