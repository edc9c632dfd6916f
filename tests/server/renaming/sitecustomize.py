"""Python that is started with this folder in its path reads modules with one name for another, as after an upgrade.

RENAMED names package, name and new name, with blanks between them.
"""

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType

PACKAGE, OLD, NEW = os.environ["RENAMED"].split()


class Renaming(SourceFileLoader):
    """Reads a module with the new name."""

    def get_code(self, fullname: str) -> CodeType | None:
        source = self.get_data(self.path)
        if OLD.encode() not in source:
            return super().get_code(fullname)
        return self.source_to_code(source.replace(OLD.encode(), NEW.encode()), self.path)


class Finder(MetaPathFinder):
    """Finds the modules of the package."""

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        if f"{name}.".startswith(f"{PACKAGE}."):
            spec = PathFinder.find_spec(name, path, target)
            if spec is not None and type(spec.loader) is SourceFileLoader:
                spec.loader = Renaming(spec.loader.name, spec.loader.path)
            return spec
        return None


sys.meta_path.insert(0, Finder())
