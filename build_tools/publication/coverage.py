"""The figures that a command prints: what is covered, and what is counted."""

from collections.abc import Iterator

from build_tools.publication.resolved import Resolved
from build_tools.tracker.coverage import coverage_lines


def coverage_figures(resolved: Resolved) -> Iterator[tuple[str, str]]:
    """Each figure's name and value, in order."""
    segments = resolved.document.segments
    yield "segments", f"{len(segments)}"
    yield "sentences", f"{sum(1 for s in segments if s.kind == 'sentence')}"
    for rule, count in sorted(resolved.restoration.counts().items()):
        yield f"repairs: {rule}", f"{count}"
    errata = [r for r in resolved.restoration.repairs if r.rule == "erratum"]
    yield "errata proven", f"{sum(r.proven for r in errata)} of {len(errata)}"
    yield "doubtful characters decided", f"{len(resolved.converted.ledger)}"


def coverage_table(resolved: Resolved, markdown: bool = False) -> str:
    """The figures as a table, for a terminal or as Markdown."""
    rows = list(coverage_figures(resolved))
    has_edition = "en" in resolved.publication.editions
    coverage = "\n\n".join(
        (
            f"Glossary\n{resolved.glossary_coverage}",
            *([f"Translation\n{resolved.translation_coverage}"] if has_edition else []),
            "Tracker\n" + "\n".join(coverage_lines(resolved.tracker.coverage)),
        )
    )
    if markdown:
        table = "\n".join(
            ["| figure | value |", "| --- | ---: |", *(f"| {n} | {v} |" for n, v in rows)]
        )
        return f"{table}\n\n```text\n{coverage}\n```"
    width = max(len(name) for name, _ in rows)
    table = "\n".join(f"{name:<{width}}  {value}" for name, value in rows)
    return f"{table}\n\n{coverage}"
