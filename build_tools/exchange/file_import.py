"""A file of a translator's tool against ``data/``: what it would change, and what is wrong then."""

import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.diagnostics import Diagnostic, Problems
from build_tools.exchange.formats import read_exchange_file
from build_tools.exchange.plan import Plan
from build_tools.exchange.terms import plan_terms
from build_tools.exchange.translation import plan_translation
from build_tools.publication.check import check_publication
from build_tools.publication.resolved import Resolved
from build_tools.translation.records import load_translation


def plan_import(data: Path, resolved: Resolved, file: Path, problems: Problems) -> Plan:
    """What a file would change in ``data``. Units that are refused are problems."""
    forms = [form for term in resolved.glossary.terms for form in term.forms]
    names = {name for form in forms for name in (form.hans, form.hant)}
    found = read_exchange_file(file, str(file), names, problems)
    if found.terms:
        return plan_terms(data, resolved.glossary, found.terms, problems)
    known = load_translation(data, Problems())
    return plan_translation(data, resolved.document, known, found.units, problems)


def problems_after(data: Path, plan: Plan) -> Problems:
    """What a check says of the data with the changes, which are made in a copy."""
    problems = Problems()
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder, data.name)))
        for path, text in plan.files.items():
            changed = copy / path.relative_to(data)
            changed.parent.mkdir(parents=True, exist_ok=True)
            changed.write_bytes(text.encode("utf-8"))
        check_publication(copy, problems)
    return problems


def problems_added(before: Problems, after: Problems) -> list[Diagnostic]:
    """The problems of ``after`` that are not in ``before``, on whatever line of their file."""
    known = Counter(map(_said, before.found))
    added = []
    for problem in after.found:
        if known[_said(problem)]:
            known[_said(problem)] -= 1
        else:
            added.append(problem)
    return added


def _said(problem: Diagnostic) -> tuple[str, str, str]:
    return problem.place.file, problem.code.id, problem.message
