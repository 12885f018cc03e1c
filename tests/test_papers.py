"""Sentences of the papers that could become false."""

import re
import tomllib
from pathlib import Path

import crosscase.errors as errors
from crosscase.cli import app

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
    known = {(c.name or c.callback.__name__) for c in app.registered_commands if c.callback}
    assert named
    assert named <= known


def test_every_command_has_a_sentence_of_help():
    """No command without its sentence."""
    for command in app.registered_commands:
        assert command.callback is not None
        assert (command.callback.__doc__ or "").strip().endswith("."), command.callback.__name__


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
