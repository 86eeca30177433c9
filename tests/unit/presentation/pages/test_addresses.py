"""The addresses of generated pages are known before these are made."""

import pytest

from build_tools.presentation.pages.all_pages import made_addresses
from build_tools.records.editions import EDITIONS, Edition
from tests.support.publications import Made, full, second, tiny


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("made", [tiny, full, second], ids=lambda made: made.folder.name)
def test_they_are_those_of_the_pages(made: Made, edition: Edition) -> None:
    resolved = made.resolved()
    addresses = made_addresses(resolved, resolved.words(edition))
    assert addresses == {page.address for page in made.pages(edition)}
