"""Words that two quotes share."""

import pytest

from build_tools.tracker.shared_words import shared_runs


@pytest.mark.parametrize(
    ("one", "other", "runs"),
    [
        ("新增工业机器人5000台", "新增工业机器人2500台", ["新增工业机器人"]),
        ("“江苏精品”产品", "认证“江苏精品”", ["江苏精品"]),
        ("特色徒步旅游线路", "徒步特色旅游线路", ["特色", "徒步", "旅游线路"]),
        ("推进建设项目", "建设项目推进", []),
        ("总产值", "机器人", []),
        ("", "机器人", []),
    ],
)
def test_shared_runs(one: str, other: str, runs: list[str]) -> None:
    found = shared_runs(one, other)
    assert [run.text for run in found] == runs
    for run in found:
        size = len(run.text)
        assert one[run.first : run.first + size] == other[run.second : run.second + size]
