"""A lost passphrase is lost for good: said beforehand, and a copy opens with a code of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.errors import KeyFileError, WrongPassphrase
from crosscase.study.keyfile import KeyFile, open_key


def test_it_is_said_before_names_are_locked_and_the_copy_opens(folder: Path):
    path, spare = folder.parent / "s.crosscase", folder.parent / "spare.key"
    secret = {"CROSSCASE_KEY_PASSPHRASE": "a secret"}
    words = ["load", str(folder), "-o", str(path), "--as", "ana"]
    said = CliRunner().invoke(app, words, env=secret).stderr
    assert "cannot be recovered by anybody" in said
    assert "--recovery" in said
    done = CliRunner().invoke(
        app, ["key", str(path), "--recovery", str(spare), "--json"], env=secret
    )
    code = json.loads(done.stdout)["code"]
    assert open_key(spare, code).names == study.key_of(path, passphrase="a secret").names
    with pytest.raises(WrongPassphrase):
        open_key(spare, "a secret")
    assert code not in path.read_bytes().decode("latin-1")
    assert code.encode() not in spare.read_bytes()


def test_two_copies_have_two_codes_and_an_empty_file_has_none(tmp_path: Path):
    names = KeyFile(tmp_path / "s.key", "", {"P1": ["Lu Ming"]})
    assert names.recovery(tmp_path / "a.key") != names.recovery(tmp_path / "b.key")
    with pytest.raises(KeyFileError):
        KeyFile(tmp_path / "none.key").recovery(tmp_path / "c.key")


def test_a_withdrawal_takes_the_copy_with_the_name_of_who_left(decided: Path):
    spare = decided.parent / "spare.key"
    run = CliRunner().invoke
    assert run(app, ["key", str(decided), "--recovery", str(spare)]).exit_code == 0
    done = run(app, ["withdraw", str(decided), "A-CEO", "--yes", "--as", "ana", "--json"])
    assert json.loads(done.stdout)["copies"]["removed"] == [str(spare)]
    assert not spare.exists()
