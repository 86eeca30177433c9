"""This publication, checked once, and what a failure here means."""

from collections.abc import Generator
from dataclasses import dataclass
from functools import cache

import pytest

from build_tools.conversion.ledger import Converted
from build_tools.diagnostics import Problems
from build_tools.document.model import Document
from build_tools.exports.files import export_files
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.records.publication import Publication
from build_tools.restoration.repairs import Restoration
from tests.support.paths import DATA

MEANING = """\
This test expects something of this publication's content (data/, docs/ or the built site).
If you changed the content and the new result is right, change the expectation: it is in the test,
in tests/acceptance/cases/, or in tests/acceptance/golden/ (`pytest --save-golden` writes those).
If the site is built from older data, run `make site` first.
Otherwise the change of the content, or of the generator, has a mistake."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say what a failure means."""
    report = yield
    if report.failed:
        report.sections.append(("an expectation of this publication's content", MEANING))
    return report


@dataclass(frozen=True)
class Real:
    """This publication, resolved, and its problems."""

    resolved: Resolved
    problems: Problems

    @property
    def publication(self) -> Publication:
        return self.resolved.publication

    @property
    def document(self) -> Document:
        return self.resolved.document

    @property
    def restoration(self) -> Restoration:
        return self.resolved.restoration

    @property
    def converted(self) -> Converted:
        return self.resolved.converted


@cache
def real_publication() -> Real:
    """This publication, checked once in a worker. It has no errors."""
    problems = Problems()
    resolved = check_publication(DATA, problems)
    assert resolved is not None, list(map(str, problems))
    return Real(resolved, problems)


@pytest.fixture(scope="session")
def real() -> Real:
    return real_publication()


@pytest.fixture(scope="session")
def files(real: Real) -> dict[str, str]:
    """The data files of the site, by their paths."""
    return export_files(real.resolved)
