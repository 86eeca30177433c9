"""``data/publication.yml`` loaded, and what is wrong or still missing in it reported."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.diagnostics import Code, Problems
from build_tools.records.addresses import generator_address, is_example
from build_tools.records.loading import load_one
from build_tools.records.publication import Publication, site_url, years_text
from build_tools.records.types import Fillable, KeyPath, Located, path_name

REC015 = Code(
    "REC015",
    "There is no part, or two have one identifier or heading, or a later one has no heading, or a "
    "part has other years than its heading.",
    "Give each part an id (not “front”), a heading of its own and its years; only the first may "
    "have no heading.",
    example='the parts are review "2021", plan "2021"',
)
REC016 = Code(
    "REC016",
    "A field that the pages show is empty.",
    "Fill it in, or delete the key where the publication has no such thing.",
    "advice",
    example='parts, item 2 ("2022"), name.en is empty',
)
REC017 = Code(
    "REC017",
    "The site's address, its repository or that of the generator is still an example.",
    "Give the address of the site, and the repository that it is made from. If the generator has no"
    " repository, leave that out and run upgrade.",
    "advice",
    example="site.url is an example",
)
REC018 = Code(
    "REC018",
    "The editions do not begin with the simplified one, or one is listed twice.",
    "List hans first, then hant and en as wanted.",
    example="hans must come first, each edition once; they are en, hans",
)
_SHOWN = ("title", "issuer", "place", "speaker", "meeting")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}(?=年)")
"""The year with which the heading of a part begins."""


def load_publication(data: Path, problems: Problems) -> Located[Publication] | None:
    """``publication.yml`` of a data folder; None, and a problem, where it cannot be used.

    Years of a part that are not those of its heading are reported and corrected; a site without a
    name has the title of the report. Fields that the pages show and that are empty are advice.
    """
    found = load_one(data, "publication.yml", Publication, problems)
    if found is None or not _has_parts(found, problems):
        return None
    found = _with_years_of_headings(found, problems)
    if not _has_editions(found, problems):
        return None
    _advise_empty(found, problems)
    _advise_examples(found, problems)
    return _with_site_name(found)


def site_of(data: Path) -> str:
    """The site's address, or "" where the data do not have it."""
    record = load_publication(data, Problems())
    return site_url(record.value) if record else ""


def _has_parts(found: Located[Publication], problems: Problems) -> bool:
    """Whether there are parts with an id and a heading each; reports where not (REC015)."""
    parts = found.value.parts
    ids, headings = {part.id for part in parts} - {"front"}, {part.heading for part in parts}
    if len(ids) == len(headings) == len(parts) > 0 and all(part.heading for part in parts[1:]):
        return True
    known = ", ".join(f'{part.role} "{part.id}"' for part in parts) or "none"
    problems.add(REC015, found.at("parts"), f"the parts are {known}")
    return False


def _has_editions(found: Located[Publication], problems: Problems) -> bool:
    """Whether the simplified edition comes first, and each is listed once; reports where not."""
    editions = found.value.editions
    if editions[:1] == ("hans",) and len(set(editions)) == len(editions):
        return True
    known = ", ".join(editions) or "none"
    message = f"hans must come first, each edition once; they are {known}"
    problems.add(REC018, found.at("editions"), message)
    return False


def _with_site_name(found: Located[Publication]) -> Located[Publication]:
    """The record, with the title of the report in the languages in which the site has no name."""
    site, title = found.value.site, found.value.title
    given = {key: getattr(title, key) for key in site.name.missing()}
    if "zh" in given:
        given["hant"] = title.hant
    site = site.model_copy(update={"name": site.name.model_copy(update=given)})
    return replace(found, value=found.value.model_copy(update={"site": site}))


def _with_years_of_headings(
    found: Located[Publication], problems: Problems
) -> Located[Publication]:
    """The record, with the years of the headings where a part gives others."""
    parts = list(found.value.parts)
    for index, part in enumerate(parts):
        named = sorted(int(year) for year in _YEAR.findall(part.heading))
        if named and part.years and not any(part.years[0] <= y <= part.years[-1] for y in named):
            shown = years_text(part.years)
            message = f"{shown} is not the year of the heading “{part.heading}”"
            problems.add(REC015, found.at("parts", index, "years"), message)
            years = tuple(dict.fromkeys((named[0], named[-1])))
            parts[index] = part.model_copy(update={"years": years})
    return replace(found, value=found.value.model_copy(update={"parts": tuple(parts)}))


def _advise_empty(found: Located[Publication], problems: Problems) -> None:
    """Report the fields that pages show and that are still to be filled in (REC016)."""
    record = found.value
    for path, text in _shown_texts(found):
        for language in text.missing():
            if language == "en" and "en" not in record.editions:
                continue
            where = (*path, language)
            has_title = path == ("site", "name") and getattr(record.title, language)
            hint = "the title is shown instead" if has_title else ""
            message = f"{path_name(where, record)} is empty"
            problems.add(REC016, found.nearest(*where), message, hint)
    if record.date is None:
        problems.add(REC016, found.at("date"), "date is empty", "write it as 2020-01-31")


def _shown_texts(found: Located[Publication]) -> Iterator[tuple[KeyPath, Fillable]]:
    """The texts that pages show, each with its path. A text that a publication may do without is
    left out where its key is not in the file."""
    record = found.value
    for key in _SHOWN:
        if (key,) in found.places:
            yield (key,), getattr(record, key)
    yield ("source", "received_from"), record.source.received_from
    for index, part in enumerate(record.parts):
        yield ("parts", index, "name"), part.name
    for index, words in enumerate(record.accepted):
        yield ("accepted", index, "why"), words.why
    if record.translation.status in ("official", "mixed"):
        yield ("translation", "source"), record.translation.source
    yield ("site", "name"), record.site.name
    yield ("site", "description"), record.site.description


def _advise_examples(found: Located[Publication], problems: Problems) -> None:
    """Report addresses that are still those of an example (REC017)."""
    record = found.value
    generator = str(record.generator.repository or "") if record.generator else ""
    for path, is_wrong in (
        (("site", "url"), is_example(str(record.site.url))),
        (("site", "repository"), is_example(str(record.site.repository))),
        (("generator", "repository"), generator_address(generator) != generator),
    ):
        if is_wrong:
            problems.add(REC017, found.at(*path), f"{'.'.join(path)} is an example")
