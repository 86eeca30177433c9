"""Settings of an older publication lose only what the generator has come to add itself."""

import pytest

from build_tools.scaffold.mkdocs_yml_migration import migrate


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        (
            "{name: material, custom_dir: build_tools/theme, palette: {primary: teal}}",
            "{name: material, palette: {primary: teal}}",
        ),
        ("{custom_dir: build_tools/theme, language: zh}", "{language: zh}"),
        ("{name: material, custom_dir: build_tools/theme}", "{name: material}"),
        ("{name: material,\n  custom_dir: build_tools/theme,\n}", "{name: material,\n}"),
        ("{custom_dir: build_tools/theme}", "{}"),
        ("\n  custom_dir: build_tools/theme\n  language: zh", "\n  language: zh"),
        ("{name: material, custom_dir: our_theme}", "{name: material, custom_dir: our_theme}"),
        ("material", "material"),
    ],
)
def test_a_theme_keeps_all_but_the_generators_folder(theme: str, expected: str) -> None:
    site = "site_name: Ours\n"
    after = migrate(f"{site}theme: {theme}\nhooks: []\n")[0]
    assert after == f"{site}theme: {expected}\nhooks: []\n"
