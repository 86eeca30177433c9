"""The units in which Chinese official prose counts: the generator's, and those of a publication.

A unit is an entry of ``units.yml``, which explains its keys. A unit behind a slash divides:
``元/月`` is 元 with the ``per`` of 月.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from build_tools.diagnostics import Problems, nearest
from build_tools.records import Located, Record, Text, WrittenAs, load_mapping
from build_tools.records.yaml_tree import REC007
from build_tools.system.cache import fingerprint
from build_tools.system.remembered import recall

FILE = "units.yml"
SLASH = "[/／]"

UnitKind = Literal["money", "percent", "measure", "time", "counter", "run", "divisor", "index"]
Factor = Annotated[
    str, WrittenAs(r"[1-9]\d*(/[1-9]\d*)?", 'a whole number or a fraction in quotes: "2000/3"')
]
_NEEDED = {
    "money": "en",
    "measure": "en",
    "time": "en",
    "run": "en",
    "divisor": "per",
}
"""The key without which a unit of a kind has no English."""


class UnitEntry(Record):
    """A unit as ``units.yml`` describes it: its English, what it converts to, its limits."""

    kind: UnitKind
    en: str = ""
    """The plural, or the code before the number where the kind is ``money``."""
    one: str = ""
    """The singular, where it is another word."""
    also: tuple[Text, ...] = ()
    """Other ways to write it in English; for money its signs and names."""
    per: str = ""
    """Its English behind a slash: ``元/月`` is RMB per month."""
    base: str = ""
    """The unit to which it converts."""
    factor: Factor = "1"
    """How many of the base make one."""
    shown_in: str = ""
    """A unit of the same base that English adds in brackets."""
    large: str = ""
    """The unit that is meant where 万 or 亿 stands before it."""
    not_before: tuple[Text, ...] = ()
    """Words before which it is not a unit but the beginning of another word."""
    in_numerals: bool = False
    """Whether it is read behind an exact Chinese numeral too: 三百亩, but not 五个."""
    counts: tuple[Text, ...] = ()
    """Things that it counts behind a small Chinese numeral too: 十二个乡镇, but not 五个方面."""
    nouns: tuple[Text, ...] = ()
    """Words that name it where it is left out: 20万农村人口, 总人口达到750万."""

    @model_validator(mode="after")
    def _has_english(self) -> Self:
        key = _NEEDED.get(self.kind)
        if key and not getattr(self, key):
            message = "a unit of the kind {kind} needs the key {key}"
            raise PydanticCustomError("unnamed", message, {"kind": self.kind, "key": key})
        return self


class Unit(UnitEntry):
    """A unit with its Chinese."""

    zh: str
    divided_by: str = ""
    """The English of what stands behind the slash: ``month`` for ``元/月``."""
    shown: Self | None = None
    """The unit that ``shown_in`` names."""

    @property
    def not_followed(self) -> str:
        """For a pattern: that none of ``not_before`` follows.

        One lookahead for each: Python compiles them faster than one with a set of characters.
        """
        return "".join(f"(?!{re.escape(word)})" for word in self.not_before)


@dataclass(frozen=True, eq=False)
class Units:
    """The units that figures are read with, by their Chinese."""

    entries: Mapping[str, Unit]

    def __contains__(self, zh: str) -> bool:
        return self.find(zh) is not None

    def __getitem__(self, zh: str) -> Unit:
        unit = self.find(zh)
        if unit is None:
            raise KeyError(zh)
        return unit

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.entries.values())

    @cached_property
    def state(self) -> str:
        """A fingerprint of all units."""
        return fingerprint(repr(self.entries))

    @cached_property
    def divisors(self) -> str:
        """A pattern of the units that stand behind a slash or 每."""
        divisors = sorted((unit for unit in self if unit.per), key=lambda unit: -len(unit.zh))
        return "|".join(re.escape(unit.zh) + unit.not_followed for unit in divisors)

    def find(self, zh: str) -> Unit | None:
        """The unit that is written ``zh``; None where it is not known.

        >>> units = general_units()
        >>> units["元/月"].divided_by, units["斤"].en, units.find("朵")
        ('month', 'jin', None)
        """
        if zh in self.entries:
            return self.entries[zh]
        first, *divisors = re.split(SLASH, zh)
        unit = self.entries.get(first)
        names = [self.entries[name].per for name in divisors if name in self.entries]
        if unit is None or len(names) < len(divisors) or not all(names):
            return None
        divided = {"zh": zh, "divided_by": " per ".join(names), "shown": None, "base": ""}
        return unit.model_copy(update=divided)

    def convert(self, value: Decimal, unit: str, to: str) -> Fraction | None:
        """A value in another unit of the same base; None where the two do not convert.

        >>> general_units().convert(Decimal(27000), "亩", "公顷")
        Fraction(1800, 1)
        >>> general_units().convert(Decimal(1), "亩", "吨") is None
        True
        """
        (base, factor), (other, divisor) = self._in_base(unit), self._in_base(to)
        return Fraction(value) * factor / divisor if base == other else None

    def _in_base(self, zh: str) -> tuple[str, Fraction]:
        unit = self[zh]
        return (unit.base, Fraction(unit.factor)) if unit.base else (zh, Fraction(1))

    def hint(self, following: str) -> str:
        """Names the known unit that is most like the first characters after a figure, if any.

        >>> general_units().hint("平方公理"), general_units().hint("桩")
        ('the nearest known unit is “平方公里”', '')
        >>> general_units().hint("元/碗")
        'what divides it needs the key “per”'
        """
        if re.search(SLASH, following):
            return "what divides it needs the key “per”"
        for length in (4, 3, 2, 1):
            match = difflib.get_close_matches(following[:length], self.entries, n=1, cutoff=0.5)
            if match:
                return f"the nearest known unit is “{match[0]}”"
        return ""


@cache
def general_units() -> Units:
    """The generator's units. Raises AssertionError where the file is broken."""

    def read() -> Mapping[str, Unit]:
        problems = Problems()
        records = load_mapping(Path(__file__).parent, FILE, UnitEntry, problems)
        units = _joined(records, {}, problems)
        assert not problems.found, list(problems)
        return units.entries

    return Units(recall(("units",), read))


def load_units(data: Path, problems: Problems) -> Units:
    """The generator's units with those of ``data/units.yml``, which win entry by entry."""
    if not os.path.lexists(data / FILE):
        return general_units()
    own = load_mapping(data, FILE, UnitEntry, problems)
    return _joined(own, general_units().entries, problems)


def _joined(
    records: Mapping[str, Located[UnitEntry]], known: Mapping[str, Unit], problems: Problems
) -> Units:
    """The known units with those of a file. A unit that names a missing one is reported."""
    units = {
        **known,
        **{zh: Unit(zh=zh, **dict(record.value)) for zh, record in records.items()},
    }
    for zh, record in records.items():
        for key in ("base", "shown_in", "large"):
            name = getattr(record.value, key)
            fault = hint = ""
            if name and name not in units:
                fault, hint = f"{key}: “{name}” is not a known unit", nearest(name, units)
            elif key == "base" and name and units[name].base:
                fault = f"base: “{name}” is not a base; it converts to “{units[name].base}”"
            if fault:
                problems.add(REC007, record.at(key), fault, hint)
                units[zh] = units[zh].model_copy(update={key: ""})
    for zh, unit in units.items():
        if unit.shown_in:
            units[zh] = unit.model_copy(update={"shown": units[unit.shown_in]})
    return Units(units)
