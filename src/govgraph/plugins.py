"""What is added by adding a file: each module of a package is asked for the one thing it holds."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def discover(package: ModuleType, contract: type[T]) -> list[T]:
    """Return what the modules of a package hold, by name of the module.

    Args:
        package: its modules are imported, those of packages within it not.
        contract: the class of which each module holds one instance.

    Raises:
        TypeError: a module holds none, or several.
    """
    found = []
    for module in sorted(iter_modules(package.__path__), key=lambda m: m.name):
        name = f"{package.__name__}.{module.name}"
        held = [v for v in vars(import_module(name)).values() if isinstance(v, contract)]
        if len(held) != 1:
            raise TypeError(f"{name} holds {len(held)} of {contract.__name__}, not one.")
        found += held
    return found
