"""The editorial notes: first what was damaged and done, last the file and its checksum."""

import re
from dataclasses import replace

import pytest

from build_tools.presentation.pages import notes
from build_tools.records.editions import EDITIONS, ENGLISH, HANS, Edition
from tests.support.publications import full, second


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_notes_begin_with_what_was_done(edition: Edition) -> None:
    resolved = full.resolved()
    words = resolved.words(edition)
    body = notes.page(resolved, words).body
    first = re.search(r"<p>(.*?)</p>", body)
    assert first
    received = words.prose(resolved.publication.source.received_from)
    assert first[1].startswith(f"{words('source_text')}{words('colon')}{received.rstrip('。.')}")
    errata = sum(repair.erratum is not None for repair in resolved.restoration.repairs)
    assert words("notes_errata", n=errata) in first[1]
    assert words("notes_rules") in first[1]
    assert words("converted_to") in body
    names = re.findall(r"^## .*\{ #(\w+) \}$", body, re.M)
    assert names[-1] == "source"
    assert body.index(resolved.publication.source.sha256) > body.index("{ #source }")
    end = resolved.document.end
    assert words("source_end_at", line=end.line, column=end.column) in body


def test_what_is_not_proven_is_said() -> None:
    resolved = full.resolved()
    words = resolved.words(ENGLISH)
    for proven, said in ((True, False), (False, True)):
        repairs = tuple(
            replace(repair, proven=proven) if repair.erratum else repair
            for repair in resolved.restoration.repairs
        )
        changed = replace(resolved, restoration=replace(resolved.restoration, repairs=repairs))
        errata = sum(repair.erratum is not None for repair in repairs)
        found = notes.summary(changed, words)
        assert (words("notes_unproven", n=errata) in found) == said


def test_without_errata_there_are_no_other_changes() -> None:
    resolved = full.resolved()
    restoration = resolved.restoration
    for rules, said in (((), False), (("inner-spaces",), True)):
        repairs = [replace(one, erratum=None) for one in restoration.repairs[: len(rules)]]
        changed = [replace(one, rule=rule) for one, rule in zip(repairs, rules, strict=True)]
        sound = replace(restoration, repairs=tuple(changed))
        for edition in (ENGLISH, HANS):
            words = resolved.words(edition)
            found = notes.summary(replace(resolved, restoration=sound), words)
            assert words("notes_rules") not in found
            assert (words("notes_rules_only") in found) == said
            text = "".join(found).replace(resolved.publication.source.received_from.en, "")
            assert " too." not in text


def test_a_sound_source_is_not_called_damaged() -> None:
    resolved = second.resolved()
    text = "".join(notes.summary(resolved, resolved.words(HANS)))
    assert "损坏" not in text.replace(resolved.publication.source.received_from.zh, "")
