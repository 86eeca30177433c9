"""The page of the releases."""

import datetime
from dataclasses import replace

import pytest

from build_tools.presentation.pages import history
from build_tools.publication.history import Change, Release
from build_tools.records import Bilingual
from build_tools.records.editions import EDITIONS, Edition
from tests.support.publications import full


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_chinese_within_a_changed_definition_is_marked(edition: Edition) -> None:
    change = Change(
        kind="term",
        id="gdp",
        change="changed",
        field="definition",
        before="Short for 生产总值",
        after="The 总值",
    )
    note = Bilingual(zh="修改。", en="Changed.")
    day = datetime.date(2026, 1, 2)
    release = Release(version="1.1", date=day, note=note, changes=(change,))
    resolved = replace(full.resolved(), history=(release,))
    body = history.page(resolved, resolved.words(edition)).body
    assert '<del>Short for <span lang="zh-Hans">生产总值</span></del>' in body
    assert '<ins>The <span lang="zh-Hans">总值</span></ins>' in body
