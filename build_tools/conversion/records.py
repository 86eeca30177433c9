"""``data/conversion.yml``: OpenCC's profiles, and the rules of the editors with their reasons."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.diagnostics import Code, Problems
from build_tools.records import Bilingual, Distinct, Located, Record, Text, load_one
from build_tools.text.opencc import one_to_many, simplify_char

CNV007 = Code(
    "CNV007",
    "A conversion rule gives another word instead of another form of the same.",
    "Correct its words.",
    example="“事” is not a form of “部”",
)

FILE = "conversion.yml"
Profile = Literal["t2s", "tw2s", "hk2s", "s2t", "s2tw", "s2hk"]
RuleKind = Literal["simplified", "traditional", "standard", "kept"]


class Rule(Record):
    """A decision about the words ``source``, as the restored text has them."""

    kind: ClassVar[RuleKind]
    source: Text
    """Words of the restored text."""
    why: Bilingual
    """Why the rule holds."""

    @property
    def replacement(self) -> str:
        """What the words become: the field named as the kind, else the words themselves."""
        return str(getattr(self, self.kind, self.source))


class Simplified(Rule):
    """``source`` (traditional) becomes ``simplified``, whatever OpenCC says."""

    kind = "simplified"
    simplified: Text
    """What these words become in the simplified edition."""


class Traditional(Rule):
    """``source`` (simplified) becomes ``traditional``, whatever OpenCC says."""

    kind = "traditional"
    traditional: Text
    """What these words become in the traditional edition."""


class Standard(Rule):
    """``source`` has an unusual form; the edition in its script shows the standard one."""

    kind = "standard"
    standard: Text
    """How the traditional edition spells these words."""


class Kept(Rule):
    """The usual form is right, although the way back gives another or there are alternatives."""

    kind = "kept"


class Conversion(Record):
    """The whole of ``conversion.yml``."""

    profile: Profile
    """OpenCC’s profile, from the script of the source to the other."""
    round_trip: Profile
    """The profile back, by which doubtful places are found."""
    simplified: Distinct[Simplified] = ()
    """Words of a traditional source whose simplified form OpenCC gets wrong."""
    traditional: Distinct[Traditional] = ()
    """Words of a simplified source whose traditional form OpenCC gets wrong."""
    standard: Distinct[Standard] = ()
    """Words that the traditional edition spells otherwise than the source."""
    kept: Distinct[Kept] = ()
    """Words that are right although the way back differs."""

    def rules(self, kind: RuleKind) -> Sequence[Rule]:
        """The rules of one kind, in file order."""
        rules: Sequence[Rule] = getattr(self, kind)
        return rules


def load_conversion(data: Path, problems: Problems) -> Located[Conversion] | None:
    """``conversion.yml`` of a data folder. Rules that replace words by other words are reported."""
    found = load_one(data, FILE, Conversion, problems)
    if found is not None:
        for kind in ("simplified", "traditional", "standard"):
            for index, rule in enumerate(found.value.rules(kind)):
                _check_forms(found, rule, index, problems)
    return found


def _check_forms(
    conversion: Located[Conversion], rule: Rule, index: int, problems: Problems
) -> None:
    if len(rule.source) != len(rule.replacement):
        return
    pairs = zip(rule.source, rule.replacement, strict=True)
    if others := [
        f"“{new}” is not a form of “{old}”" for old, new in pairs if not _is_form(old, new)
    ]:
        problems.add(CNV007, conversion.at(rule.kind, index, rule.kind), "; ".join(others))


def _is_form(one: str, other: str) -> bool:
    """Whether two characters are forms of the same one, in another script or standard."""
    several = one_to_many()
    forms = {simplify_char(one), *several.get(one, "")}
    return one == other or not forms.isdisjoint({simplify_char(other), *several.get(other, "")})
