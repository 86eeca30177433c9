"""All codes, collected from the modules that declare them."""

import importlib
import pkgutil
from functools import cache

import build_tools
from build_tools.diagnostics.problems import Code
from build_tools.system.remembered import recall


@cache
def every_code() -> tuple[Code, ...]:
    """All codes, sorted by id. Imports the whole package.

    Raises ValueError where two codes have one id.
    """
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if module.name.endswith(("__main__", "mkdocs_hook")):  # they run something
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Code) and found.setdefault(value.id, value) is not value:
                raise ValueError(f"two codes have the id {value.id}")
    return tuple(found[id_] for id_ in sorted(found))


def codes_by_room() -> dict[str, list[Code]]:
    """All codes by the three letters of their room: ``{"CNV": [CNV001, …], …}``."""

    def collected() -> dict[str, list[Code]]:
        rooms: dict[str, list[Code]] = {}
        for code in every_code():
            rooms.setdefault(code.id[:3], []).append(code)
        return rooms

    return recall(("codes",), collected)
