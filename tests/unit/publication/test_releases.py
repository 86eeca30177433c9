"""Releases: what changed, the list of published ids, and old addresses that lead on."""

import subprocess
from pathlib import Path

import pytest
import yaml
from lxml import etree, html

from build_tools.cli import main
from build_tools.diagnostics import Problems
from build_tools.exports.feed import NAMESPACE, feed
from build_tools.presentation.pages.moved import published_now
from build_tools.publication import published_ids
from build_tools.publication.check import check_publication
from build_tools.publication.release_draft import changes_between
from build_tools.publication.resolved import Resolved
from build_tools.records.editions import EDITIONS, ENGLISH
from tests.support import children
from tests.support.publications import pages_of, tiny


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny.project(tmp_path)
    return tmp_path


def resolved(root: Path) -> Resolved:
    problems = Problems()
    found = check_publication(root / "data", problems)
    assert list(map(str, problems.errors)) == []
    assert found is not None
    return found


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_release_counts_what_changed_once(root: Path) -> None:
    """Two texts of one term changed: that is one term, as the release's note counts it."""
    rows = [
        f"    - {{kind: term, id: gdp, change: changed, field: {field}, before: x, after: y}}"
        for field in ("en", "definition")
    ]
    (root / "data" / "history.yml").write_text(
        "- version: '1.0'\n  date: 2022-01-31\n  note: {zh: 改一条术语。, en: One term changed.}\n"
        "  changes:\n" + "\n".join(rows) + "\n",
        "utf-8",
    )
    (page,) = (page for page in pages_of(resolved(root), ENGLISH) if page.path == "history.md")
    assert 'Terms <span class="count">1</span>' in page.body
    assert page.body.count("<ins") == 2


def test_old_addresses_lead_on(root: Path) -> None:
    edit(root, "glossary/economy.yml", "- id: technical-upgrading\n", RENAMED)
    edit(
        root,
        "tracker/commitments.yml",
        "- id: officials\n",
        "- id: officials\n  former: [cadres]\n",
    )
    edit(root, "tracker/context.yml", "- segment", "- former: [flood]\n  segment")
    edit(root, "publication.yml", "site:\n", "former: {2021.9.1: 2021.intro.1}\nsite:\n")
    listed = [
        *("achievement flood tracker/index.html", "commitment cadres tracker/new.html"),
        *("commitment robots tracker/new.html", "segment 2021.9.1 report/2021-9.html"),
        *("term upgrade glossary/economy.html", "term gdp glossary/places.html"),
        "term high-standard-farmland glossary/economy.html",
    ]
    (root / "data" / published_ids.FILE).write_text("\n".join(listed), "utf-8")
    for edition in EDITIONS:
        pages = {page.address: page for page in pages_of(resolved(root), edition)}
        led = {}
        for address, page in pages.items():
            tree = html.fromstring(f"<div>{page.body}</div>")
            for line in tree.xpath('//details[@class="meanings moved"]//li'):
                led[f"{address}#{line.get('id')}"] = line.find("a").get("href")
        assert led == {
            "tracker/index.html#a-flood": "../report/2022.html#2022.intro.1",
            "tracker/new.html#c-cadres": "new.html#c-officials",
            "tracker/new.html#c-robots": "index.html#c-robots",
            "report/2021-9.html#2021.9.1": "2021.html#2021.intro.1",
            "glossary/economy.html#upgrade": "economy.html#technical-upgrade",
            "glossary/places.html#gdp": "economy.html#gdp",
        }
        assert not pages["glossary/places.html"].listed


def write_release(root: Path) -> None:
    main(["--root", str(root), "release", "1.0", "--write"])


def test_the_files_of_a_release_are_written_together(root: Path) -> None:
    """Where the system has no room for the second, the first is not there either."""
    path = root / "data" / published_ids.FILE
    path.write_text(
        "".join(f"segment 2021.9.{n} report/2021-9.html\n" for n in range(100)), "utf-8"
    )
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = children.run("limit", "tests.unit.publication.test_releases:write_release", root)
    assert "this account may not write so large a file" in done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


LINK = "- achievement: upgrading\n  commitment: robots\n  relation: continues\n"
DEFINITION = tiny.resolved().glossary.by_id["gdp"].definition
RENAMED = "- id: technical-upgrade\n  former: [upgrade]\n"


def test_a_release_is_drafted_written_and_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-qm", "x"], ["tag", "v1"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    release = ["--root", str(root), "release"]
    assert main([*release, "1.0", "--date", "2026-01-02", "--write"]) == 0
    assert [version.note.en for version in resolved(root).history] == ["First release."]
    old, new = "id: technical-upgrading\n", "id: renewal\n  former: [technical-upgrading]\n"
    edit(root, "glossary/economy.yml", old, new)
    assert main([*release, "1.1"]) == 2
    assert "give --base" in capsys.readouterr().err
    edit(root, "glossary/economy.yml", "definition: ", "definition: More. ")
    edit(root, "publication.yml", "site:\n", "site:\n  maintainer: {zh: 某室, en: An office}\n")
    edit(root, "tracker/no-follow-up.yml", "- achievement: upgrading\n  reason: finished\n", "")
    edit(root, "tracker/links.yml", "- achievement: parking\n", f"{LINK}- achievement: parking\n")
    capsys.readouterr()
    assert main([*release, "1.1", "--base", "v1", "--date", "2026-02-03"]) == 0
    (printed,) = yaml.safe_load(capsys.readouterr().out)
    assert printed["note"]["en"] == "1 term changed, 1 link added."
    assert printed["changes"] == [
        {
            **{"kind": "term", "id": "gdp", "change": "changed", "field": "definition"},
            **{"before": DEFINITION, "after": f"More. {DEFINITION}"},
        },
        {"kind": "link", "id": "upgrading → robots", "change": "added"},
    ]
    assert main([*release, "1.1", "--base", "v1", "--date", "2026-02-03", "--write"]) == 0
    assert main([*release, "1.1"]) == 2
    assert main([*release, "1.2", "--base", "no-such-tag"]) == 2
    found = resolved(root)
    assert [version.version for version in found.history] == ["1.1", "1.0"]
    assert set(found.published) == set(published_now(found)) | set(found.published)
    assert {one.name for one in published_now(found)} <= {one.name for one in found.published}
    for edition in EDITIONS:
        (page,) = (page for page in pages_of(found, edition) if page.kind == "history")
        tree = html.fromstring(f"<div>{page.body}</div>")
        assert tree.xpath("//ins/text()") == [f"More. {DEFINITION}"]
        assert "glossary/economy.html#gdp" in tree.xpath("//li//a/@href")
        made = etree.fromstring(feed(found, found.words(edition)))
        names = {"a": NAMESPACE}
        assert [e.text for e in made.findall("a:entry/a:updated", names)] == [
            "2026-02-03T00:00:00Z",
            "2026-01-02T00:00:00Z",
        ]
        for parent in (made, *made.findall("a:entry", names)):
            # What RFC 4287 asks of a feed and of an entry.
            for wanted in ("id", "title", "updated", "link"):
                assert parent.find(f"a:{wanted}", names) is not None, wanted
            address = parent.findtext("a:id", namespaces=names)
            assert address.startswith("https://")
            assert "history.html" in address
        author = "某室" if edition.is_chinese else "An office"
        assert made.findtext("a:author/a:name", namespaces=names) == author
        links = {one.get("rel"): one.get("href", "") for one in made.findall("a:link", names)}
        assert links["self"] == f"{found.url}{edition.prefix}history.atom"
        assert links["alternate"] == f"{found.url}{edition.prefix}history.html"


@pytest.mark.parametrize(
    "before",
    ["[]\n", "# Ours.\n[]", "{old}", "# Ours.\n{old}", "# Ours.\r\n\r\n{old}"],
    ids=["no record", "a comment", "a record", "both", "of Windows"],
)
def test_a_release_goes_before_the_others(before: str, root: Path) -> None:
    """Whatever the file had before it: a comment, an empty list, records."""
    old = "- version: '0.9'\n  date: 2022-01-31\n  note: {{zh: 首次发布。, en: First release.}}\n"
    text = before.replace("{old}", old.format())
    (root / "data" / "history.yml").write_bytes(text.encode())
    base = str(root / "data")
    assert main(["--root", str(root), "release", "1.0", "--base", base, "--write"]) == 0
    versions = ["1.0", "0.9"] if "{old}" in before else ["1.0"]
    assert [version.version for version in resolved(root).history] == versions
    after = (root / "data" / "history.yml").read_text("utf-8")
    assert after.startswith("# Ours." if "Ours" in before else "- version")


WHO = ["-c", "user.name=x", "-c", "user.email=x@example.org"]


def test_what_is_drafted_reads_back(root: Path) -> None:
    before = resolved(root).texts
    edit(root, "translation/2021-1.yml", "Better industry", "A better industry")
    after = resolved(root).texts
    assert before.keys() == after.keys()
    (change,) = changes_between(before, after)
    assert (change.kind, change.field) == ("segment", "en")
    assert list(changes_between(after, after)) == []
    gone = {name: value for name, value in after.items() if name != ("term", "gdp")}
    (removed,) = changes_between(after, gone)
    assert (removed.change, removed.id) == ("removed", "gdp")
