"""What was heard of a recording is kept part by part, and goes when its transcript is written."""

from pathlib import Path

from crosscase.domain.speech import Part, SpokenWord
from crosscase.store import file, parts

HEARD = (SpokenWord(" Hello", 0.25, 0.5, 0.991), SpokenWord("你好", 0.5, 1.0, 0.5))


def test_a_part_comes_back_as_it_was_heard(tmp_path: Path):
    with_one = Part(3, "whisper en", 0, 0.2, 1.1, HEARD)
    store = file.create(tmp_path / "a.crosscase")
    with store.deriving() as db:
        parts.keep(db, with_one)
        parts.keep(db, Part(3, "another run", 0, 0.2, 1.1, ()))
    with store.reading() as db:
        assert parts.kept(db, 3, "whisper en") == [with_one]
        assert parts.kept(db, 4, "whisper en") == []
    with store.deriving() as db:
        parts.forget(db, 3)
    with store.reading() as db:
        assert parts.kept(db, 3, "whisper en") == parts.kept(db, 3, "another run") == []
    store.close()
