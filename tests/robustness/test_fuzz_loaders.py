"""Every loader of a data folder: any bytes and any YAML give records or located problems."""

import copy
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.conversion.records import load_conversion
from build_tools.diagnostics import Problems
from build_tools.glossary.loading import load_glossary
from build_tools.publication.check import check_publication
from build_tools.records.publication_loading import load_publication
from build_tools.records.types import Located
from build_tools.restoration.errata import load_errata
from build_tools.system import files
from build_tools.tracker.records import load_tracker
from build_tools.translation import records as translation
from build_tools.translation.records import load_translation
from tests.support.paths import TINY
from tests.support.properties import examples

LOADERS: Mapping[str, Callable[[Path, Problems], object]] = {
    "publication.yml": load_publication,
    "conversion.yml": load_conversion,
    "errata.yml": load_errata,
    "omitted-phrases.yml": load_glossary,
    "glossary/economy.yml": load_glossary,
    "translation/2021-1.yml": load_translation,
    "translation-variants.yml": translation.load_departures,
    "translation-exceptions.yml": translation.load_departures,
    **{
        f"tracker/{name}.yml": load_tracker
        for name in (
            "achievements", "commitments", "context", "links", "no-follow-up", "indicators",
        )
    },
}  # fmt: skip
WHY = {"zh": "因", "en": "reason"}
MISSING: Mapping[str, list[dict[str, Any]]] = {
    "errata.yml": [{"damaged": "市?", "restored": "市、", "why": WHY, "unproven": WHY}],
    "omitted-phrases.yml": [{"phrase": "大盘", "why": WHY}],
    "translation-variants.yml": [{"segment": "2021.1", "zh": "大盘", "en": "economy"}],
    "translation-exceptions.yml": [
        {"segment": "2021.1", "check": "figure", "text": "1", "why": WHY}
    ],
}
"""Records for the files that the small publication does not have, or has without records."""
WHOLE = {"GLO001", "DOC005", "RST013", "PUB014", "TRN002", "TRN004", "REC001"}
"""What is reported of a whole file or folder: something that has no line is not there."""
ODD = (
    b"\x00", b"\x07", b"\x1b", b"\x7f", b"\x85", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf",
    b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\r\n", b"\n\n", b"\t",
    b"&a ", b"*a", b"&a [*a]", b"<<: *a", b"!!python/object/apply:os.system [x]", b"!!binary aaaa",
    b"!<tag:x> ", b"? ", b": ", b"- ", b"-", b"#", b"|\n", b">-\n", b"{", b"}", b"[", b"]", b",",
    b"%YAML 1.1\n---\n", b"---\n", b"...\n", b"'", b'"', b"\\", b'"\\ud800"', b'"\\x00"',
    b'"\\u202e"', b'"\\U0010ffff"', b"9" * 5000, b"-0", b"1e999", b".nan", b"1_000", b"1:30:00",
    b"2024-02-30", b"2024-01-08T10:00:00Z", b"true", b"no", b"~", b"null", b"=", b"[" * 60,
    b"- " * 60, b"{a: " * 60, "　".encode(), "😀".encode(), "é".encode(),
)  # fmt: skip
LAUGHS = b"a: &a [x, x]\nb: &b [*a, *a]\n" + b"".join(
    b"%c: &%c [%s]\n" % (n, n, b", ".join([b"*%c" % (n - 1)] * 9)) for n in range(99, 123)
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=6),
    st.sampled_from(["", " ", "a\nb", "2024-01-08", "9" * 400, "é", "\u200b", "x" * 3000, "a--b"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["zh", "en", "id", "why", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def text_of(file: str) -> bytes:
    """A valid file of each kind."""
    if file in MISSING:
        return json.dumps(MISSING[file], ensure_ascii=False).encode()
    return (TINY / "data" / file).read_bytes()


TEXTS = {file: text_of(file) for file in LOADERS}
VALID = {file: yaml.load(text, Loader=yaml.BaseLoader) for file, text in TEXTS.items()}


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the parts of a value are."""
    parts: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, (dict, list)):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [paths(part, (*here, key)) for key, part in parts]
    return [here, *(path for listed in inner for path in listed)]


@st.composite
def other_values(draw: st.DrawFn, file: str) -> bytes:
    """A valid file in which one or two parts have another value, another name, or are gone."""
    whole = copy.deepcopy(VALID[file])
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(paths(whole)))
        if not path:
            whole = draw(VALUES)
            break
        at = whole
        for key in path[:-1]:
            at = at[key]
        last, how = path[-1], draw(st.sampled_from(["value", "gone", "name"]))
        if how == "gone":
            del at[last]
        elif how == "name" and isinstance(at, dict):
            at[draw(st.text(max_size=3) | st.integers())] = at.pop(last)
        else:
            at[last] = draw(VALUES)
    dumped = yaml.safe_dump(
        whole, allow_unicode=draw(st.booleans()), default_flow_style=draw(st.booleans())
    )
    return dumped.encode("utf-8", "surrogatepass")


@st.composite
def odd_pieces(draw: st.DrawFn, file: str) -> bytes:
    """A valid file with odd bytes put in, or put for others."""
    content = TEXTS[file]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 0, 1, 2, 30])))
        content = content[:start] + draw(st.sampled_from(ODD)) + content[end:]
    if draw(st.booleans()):
        content = content.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n"])))
    return content


def contents(file: str) -> st.SearchStrategy[bytes]:
    """What a file may hold."""
    return st.one_of(
        other_values(file),
        odd_pieces(file),
        st.binary(max_size=80),
        st.text(alphabet="-:[]{}&*!#|>'\"%@`? \n\tab一,", max_size=60).map(str.encode),
    )


def check_places(problems: Problems, data: Path, root: str = "") -> None:
    """Every problem is reported at a place that is there, in words that can be printed."""
    for found in problems:
        str(found).encode()
        assert "\n" not in str(found)
        place = found.place
        assert place.file.startswith(root)
        if not place.line:
            assert found.code.id in WHOLE, str(found)
            continue
        raw = (data / place.file.removeprefix(root)).read_bytes()
        lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        assert place.column >= 1, str(found)
        # A line may end in ways that only YAML knows; then its numbers are the greater ones.
        if not any(mark in raw for mark in (b"\r", b"\x85", b"\xe2\x80")):
            assert place.line <= len(lines), str(found)
            assert place.column <= len(lines[place.line - 1].lstrip("\ufeff")) + 2, str(found)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "data", tmp_path / "data"))


@pytest.mark.parametrize("file", LOADERS)
def test_any_file(file: str, data: Path) -> None:
    path = data / file

    @examples(70)
    @given(content=contents(file))
    @example(content=LAUGHS)
    @example(content=b"")
    @example(content=TEXTS[file])
    @example(content=b"\xef\xbb\xbf" + TEXTS[file])
    def test(content: bytes) -> None:
        path.write_bytes(content)
        problems = Problems()
        LOADERS[file](data, problems)
        check_places(problems, data)
        if content == TEXTS[file]:
            assert problems.errors == []

    test()


@examples(150)
@given(
    chosen=st.sampled_from(sorted(LOADERS)).flatmap(lambda f: st.tuples(st.just(f), contents(f)))
)
@example(
    chosen=("tracker/commitments.yml", TEXTS["tracker/commitments.yml"].replace(b"1,500", b"1\\n5"))
)
def test_a_check_of_any_file(chosen: tuple[str, bytes], data: Path) -> None:
    """What the loaders let through does not break what comes after them either."""
    file, content = chosen
    before = (data / file).read_bytes() if (data / file).exists() else None
    (data / file).write_bytes(content)
    problems = Problems()
    try:
        check_publication(data, problems)
        check_places(problems, data, "data/")
    finally:
        if before is None:
            (data / file).unlink()
        else:
            (data / file).write_bytes(before)


SOURCE = (TINY / "data" / "source" / "yunchuan-2022.txt").read_bytes()


@st.composite
def sources(draw: st.DrawFn) -> bytes:
    content = SOURCE
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 3, 40, 400])))
        content = content[:start] + draw(st.sampled_from(ODD)) + content[end:]
    return content


@examples(80)
@given(content=sources() | st.binary(max_size=60))
def test_any_source(content: bytes, data: Path) -> None:
    """With its own SHA-256, so that it counts as received."""
    record = data / "publication.yml"
    was = (TINY / "data" / "publication.yml").read_text("utf-8")
    record.write_text(was.replace(files.sha256(SOURCE), files.sha256(content)), "utf-8")
    (data / "source" / "yunchuan-2022.txt").write_bytes(content)
    problems = Problems()
    check_publication(data, problems)
    check_places(problems, data, "data/")


def test_a_missing_file_is_told() -> None:
    problems = Problems()
    loaded: Located[Any] | None = load_publication(Path("nowhere"), problems)
    assert loaded is None
    assert [found.code.id for found in problems] == ["REC001"]
