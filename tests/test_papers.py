"""Sentences of the papers that could become false."""

import re
import tomllib
from pathlib import Path

import crosscase.errors as errors
from crosscase.cli.menu import MENU
from crosscase.cli.reference import reference

ROOT = Path(__file__).parent.parent


def test_every_error_is_drawn_in_the_tree():
    """The page of errors shows every class, and no other."""
    drawn = set(re.findall(r"[*+-] ([A-Z]\w+)", errors.__doc__ or ""))
    real = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    assert drawn == real


def test_every_command_of_the_readme_exists():
    """README names only commands that are there."""
    named = set(re.findall(r"^crosscase (\w+)", (ROOT / "README.md").read_text(), re.M))
    assert named
    assert named <= set(MENU)


def test_the_page_of_commands_is_what_the_commands_say():
    """docs/reference/cli.md is written from the commands."""
    assert (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8") == reference()


def test_changelog_and_package_agree_on_the_version():
    """The newest heading of the changelog is the version of the package."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    found = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert found
    assert found[1] == version


def test_the_map_names_every_folder_of_the_package():
    """ARCHITECTURE.md shows each folder that holds code."""
    shown = (ROOT / "ARCHITECTURE.md").read_text()
    for folder in (ROOT / "src" / "crosscase").iterdir():
        if folder.is_dir() and any(folder.glob("*.py")):
            assert f"  {folder.name}/" in shown, folder.name
