"""The content security policy: what it names, where it stands, and what gets no place in it."""

import base64
import hashlib
import re

import pytest

from build_tools.diagnostics import Problems
from build_tools.website import policy, theme_files
from build_tools.website.html import elements
from build_tools.website.policy import check_policy, policy_parts
from tests.support.paths import TEMPLATES

THEME = next(text for text in theme_files.inline_templates() if "__md_scope" in text)
SCOPE: str = re.findall(r"<script>(.*?)</script>", THEME, re.DOTALL)[0]


def scope(address: str) -> str:
    """The theme's own script, as it stands on a page at that depth."""
    return re.sub(r"\{\{.*?\}\}", lambda _: address, SCOPE)


def head(*inside: str) -> str:
    return '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">' + "".join(inside)


def reported(page: str) -> list[str]:
    problems = Problems()
    check_policy("a.html", policy_parts(elements(page)), problems)
    return [f"{found.place.line} {found.code.id} {found.message}" for found in problems]


def directives(page: str) -> dict[str, list[str]]:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    parts = (directive.split() for directive in found[1].split(";"))
    return {part[0]: part[1:] for part in parts}


def test_it_stands_after_the_encoding_and_before_all_else() -> None:
    page = policy.with_policy(head("<script>x()</script>", "<link rel=icon href=a.png>"))
    assert page.startswith(head('<meta http-equiv="Content-Security-Policy"'))


@pytest.mark.parametrize(
    "page",
    ["", "<p>x</p>", "<!doctype html><p>x</p>", "<html><p>x</p>", "\n\n<!doctype html>\n<head>\n"],
)
def test_any_page_gets_one(page: str) -> None:
    made = policy.with_policy(page)
    assert reported(made) == []
    assert policy.without_policy(made) == page
    assert policy.with_policy(made) == made


def test_a_page_may_run_and_load_its_own_files_alone() -> None:
    found = directives(policy.with_policy(head()))
    assert "default-src" in found
    for name in ("font-src", "media-src", "object-src", "frame-src", "base-uri", "form-action"):
        assert found[name] == ["'none'"]
    sources = {source for listed in found.values() for source in listed}
    assert sources == {"'self'", "'none'", "file:", "data:"}
    assert [name for name in found if "data:" in found[name]] == ["img-src"]


@pytest.mark.parametrize("address", [".", "..", "../..", "/", "/a-place/en/", "/%E4%B8%80/"])
def test_the_themes_script_is_named_by_its_hash(address: str) -> None:
    script = scope(address)
    page = policy.with_policy(head(f"<script>{script}</script>"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert directives(page)["script-src"] == ["'self'", "file:", f"'sha256-{digest}'"]
    assert reported(page) == []


@pytest.mark.parametrize(
    "script", ["alert(1)", "", SCOPE, scope('",alert(1),"'), scope(".") + ";alert(1)"]
)
def test_a_strange_script_gets_no_hash(script: str) -> None:
    page = policy.with_policy(head(f"<script>{script}</script>"))
    assert directives(page)["script-src"] == ["'self'", "file:"]
    assert [line.split()[1] for line in reported(page)] == ["SIT008"]


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_needs_no_hash(kind: str) -> None:
    page = policy.with_policy(head(f'<script type="{kind}">{{"a": 1}}</script>'))
    assert directives(page)["script-src"] == ["'self'", "file:"]
    assert reported(page) == []


@pytest.mark.parametrize(
    "kind", ["module", "text/javascript", "application/ld+json;x", "importmap"]
)
def test_nothing_else_is_data(kind: str) -> None:
    page = policy.with_policy(head(f'<script type="{kind}">alert(1)</script>'))
    assert directives(page)["script-src"] == ["'self'", "file:"]
    assert [line.split()[1] for line in reported(page)] == ["SIT008"]


def test_the_columns_of_tables_may_be_aligned_and_nothing_else_styled() -> None:
    page = policy.with_policy(head('<td style="text-align: right;">1</td>'))
    assert directives(page)["style-src"][2] == "'unsafe-hashes'"
    assert reported(page) == []
    page = policy.with_policy(head('<td style="color: red">1</td>'))
    assert directives(page)["style-src"] == ["'self'", "file:"]
    assert reported(page) == ["4 SIT008 a style attribute: “color: red”"]


def test_a_policy_that_comes_late_or_is_weaker_is_told() -> None:
    page = policy.with_policy(head())
    meta = page.removeprefix(head())
    assert reported(head("<link rel=icon href=a.png>", meta)) == [
        "0 SIT007 its policy comes too late"
    ]
    assert reported(head(meta.replace("'none'", "*"))) == ["0 SIT007 its policy is another"]
    assert reported(head()) == ["0 SIT007 it has no policy"]
    assert reported(head('<meta http-equiv="Content-Security-Policy" content="">', meta)) == [
        "0 SIT007 its policy is another"
    ]


def test_the_packages_own_pages_have_known_styles() -> None:
    folder = TEMPLATES / "offline"
    pages = [path.read_text("utf-8") for path in sorted(folder.glob("*.html.j2"))]
    assert pages
    for page in pages:
        made = policy.with_policy(page)
        assert len(directives(made)["style-src"]) == 3
        assert reported(made) == []
