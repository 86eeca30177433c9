"""Terms and a text for the exports of the glossary."""

import pytest

from build_tools.document.model import Document
from build_tools.glossary.records import Term
from tests.support.documents import document
from tests.support.glossaries import term


@pytest.fixture
def terms() -> list[Term]:
    return [
        term(
            "3-5-industries",
            ["3+5"],
            en="3+5",
            en_also=("3+5 industries",),
            see=("industry", "nothing"),
        ),
        term(
            "industry",
            ["规上工业", "规模以上工业"],
            en="industry above <designated> size & more",
            not_in=["规上工业用电"],
            en_also=('industrial enterprises, "large"',),
            en_forms=("above-scale industry",),
            uncertain=True,
            origin="official",
            source="National Bureau of Statistics",
            definition_zh="较大的工业企业。",
        ),
    ]


@pytest.fixture
def text() -> Document:
    return document(
        "聚焦“3+5”产业。", "规上工业企业稳健，规上工业产值增长，规模以上工业。", "规上工业。"
    )
