"""The files of a new publication."""

import re

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.resources.units import general_units
from build_tools.scaffold.new_publication import WHY, Request, make_publication
from build_tools.text import decoding
from build_tools.text.decoding import Unusable
from build_tools.translation.bilingual import Lexicon, differences
from build_tools.translation.senses import general_senses
from tests.support.paths import TINY


@given(
    text=st.text(
        alphabet=st.sampled_from(
            "一二三、（）。：\n　 年回顾安排报告\"'#{}[]&*!|>%@`\u2028\x85\x1f�"
        )
        | st.characters(exclude_categories=["Cs"]),
        min_size=1,
        max_size=60,
    )
)
@example(text='工作报告："引" {x}\n各位代表：\n第一部分 # 回顾\n[一] & *好。\n第二部分 安排\n!好。')
def test_any_text_gives_a_publication_or_a_reason(text: str) -> None:
    """What is written is YAML that the build reads, whatever stands in the text."""
    raw = text.encode()
    try:
        text_of = decoding.decode(raw)
        made = make_publication(raw, text_of, Request())
    except Unusable:
        return
    for path, content in made.files.items():
        if path.endswith(".yml"):
            yaml.safe_load(content)
    assert made.document.segments


def test_the_chinese_of_the_translation_reads_back_without_its_comment_marks() -> None:
    raw = (TINY / "data" / "source" / "yunchuan-2022.txt").read_bytes()
    made = make_publication(raw, decoding.decode(raw), Request())
    found: dict[str, str] = {}
    for path, content in made.files.items():
        if path.startswith("data/translation/"):
            records = content.decode().partition("\n\n")[2]
            read = yaml.load(re.sub("^# ", "", records, flags=re.MULTILINE), yaml.BaseLoader)
            found |= {id_: record["zh"] for id_, record in read.items()}
    assert found == {segment.id: segment.hans for segment in made.document.segments}


def test_what_is_written_in_two_languages_says_the_same_in_both() -> None:
    """Else the first check of a new publication would name what nobody there has written."""
    lexicon = Lexicon(general_senses(), general_units(), (), {}, "")
    found = {kind: list(differences(why.zh, why.en, lexicon)) for kind, why in WHY.items()}
    assert not any(found.values()), found


def test_what_is_written_once_has_no_title_that_is_still_to_be_translated() -> None:
    raw = (TINY / "data" / "source" / "yunchuan-2022.txt").read_bytes()
    made = make_publication(raw, decoding.decode(raw), Request())
    files = {path: content.decode() for path, content in made.files.items()}
    title = yaml.safe_load(files["data/publication.yml"])["title"]
    assert title["zh"]
    assert not title["en"]
    assert "This site publishes a public report." in files["docs/en/about.md"]
    assert title["zh"] not in files["docs/en/about.md"]
    assert title["zh"] not in files["README.md"].partition("## English")[2]
    assert files["README.md"].startswith(f"# {title['zh']}\n")
