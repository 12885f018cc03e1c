"""Names inside speech: found in every form, replaced everywhere, gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.names import Found, NameKind, variants
from crosscase.domain.reading import Table
from crosscase.domain.spans import Span
from crosscase.domain.suggestions import EngineId
from crosscase.engines.protect.finder import Finder
from crosscase.errors import NotAllowed
from crosscase.study import Study
from crosscase.study.keyfile import KeyFile
from crosscase.study.protect import chosen_from

TALK = """Interviewer: Who helped you, Anna?

P1: Old Mr Cole of Bell Ltd did. Will you write that? My name is Anna Bell, call +44 20 7946 0018.

P2: A. Bell and I, Ben Cole, met in [city]. I will stay. 王美玲也来了，王总很好。
"""
PEOPLE = "pseudonym,name,other_names\nP1,Anna Bell,\nP2,Ben Cole,\nP3,Will May,\nP4,王美玲,\n"


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[tuple[Study, KeyFile]]:
    """One talk of two people about others, every turn coded, with a memo and an in-vivo name."""
    root = tmp_path / "material"
    (root / "interviews").mkdir(parents=True)
    (root / "participants.csv").write_text(PEOPLE)
    (root / "interviews" / "Riverside talk.txt").write_text(TALK)
    path = tmp_path / "s.crosscase"
    study.load_into(path, "ana", root, study.key_of(path))
    with study.open_study(path, "ana") as opened:
        for turn in opened.snapshot().turns:
            opened.codings.apply(turn.edition, turn.span, "help")
        edition = opened.snapshot().editions[0]
        at = edition.text.index("Anna Bell")
        opened.codings.apply(edition.id, Span(at + 5, at + 15), "Bell, call")
        opened.entries.add("memo", {"kind": "method", "text": "Anna Bell was nervous."})
        yield opened, study.key_of(path)


def known(opened: Study, key: KeyFile) -> dict[str, str]:
    return {n.spelling: n.pseudonym for n in opened.names(key) if n.known}


def test_every_form_of_a_known_name_is_found(talk: tuple[Study, KeyFile]):
    opened, key = talk
    assert known(opened, key) == {
        "Anna": "P1",
        "Anna Bell": "P1",
        "A. Bell": "P1",
        "Bell": "P1",
        "Mr Cole": "P2",
        "Ben Cole": "P2",
        "Will": "P3",
        "王美玲": "P4",
        "王总": "P4",
    }


def test_names_outside_speech_are_found_and_hidden(talk: tuple[Study, KeyFile]):
    opened, key = talk
    key.learn("P5", "Zoë Quill")
    opened.protect(known(opened, key), key)
    assert "Zoë Quill" not in known(opened, key)
    person = opened.snapshot().participants[0]
    opened.entries.add("memo", {"kind": "method", "text": "Ask Zoë Quill and Mr Adam Marsh."})
    opened.entries.describe("participant", person.id, "contact", "met by Zoë Quill")
    key.learn("P6", "Riverside")  # the file is called so
    found = {named.spelling: named for named in opened.names(key, Finder())}
    assert (found["Zoë Quill"].times, found["Zoë Quill"].sources) == (2, 0)
    assert any("Marsh" in spelling for spelling in found)
    told, _ = opened.protect(known(opened, key), key)
    assert told.texts == 3
    after = opened.snapshot()
    assert "met by [P5]" in [a.value for a in after.attributes]
    assert after.sources[0].name == "[P6] talk"
    assert any("Ask [P5] and" in memo.text for memo in after.memos)


def test_a_small_word_is_no_name_and_a_placeholder_stays(talk: tuple[Study, KeyFile]):
    opened, key = talk
    opened.protect(known(opened, key), key)
    (edition,) = opened.snapshot().current_editions.values()
    assert "I will stay" in edition.text and "[city]" in edition.text
    assert edition.kind == "protected"


def test_no_known_name_is_left_in_any_byte(talk: tuple[Study, KeyFile], tmp_path: Path):
    opened, key = talk
    opened.backup(tmp_path / "copy.crosscase")
    opened.search("Bell")
    told, reached = opened.protect(known(opened, key), key)
    assert (told.editions, told.texts) == (1, 1) and len(reached.rewritten) == 1
    while True:
        try:
            opened.journal.undo()
        except NotAllowed:
            break
    opened.close()
    for path in tmp_path.glob("*.crosscase*"):
        if not path.name.endswith(".key"):
            body = path.read_bytes()
            for name in ("Anna", "Bell", "Cole", "美玲", "王总"):
                assert name.encode() not in body, (path.name, name)


def test_codings_move_with_their_words(talk: tuple[Study, KeyFile]):
    opened, key = talk
    before = opened.snapshot()
    opened.protect(known(opened, key), key)
    after = opened.snapshot()
    assert after.codings.id.tolist() == before.codings.id.tolist()
    assert after.misquoted == ()
    quotes = [after.quote(int(s)) for s in after.codings.segment]
    assert quotes[1].startswith("Old [P2] of [P1] Ltd did.")
    assert quotes[-1] == "[P1], call"
    assert [m.text for m in after.memos] == ["[P1] was nervous."]
    assert "[P1], call" in [c.name for c in after.codes]


class Listed:
    """An engine that knows three names by heart."""

    id = EngineId("listed", "1")

    def find(self, text: str, language: str = "") -> list[Found]:
        kinds: dict[str, NameKind] = {
            "Bell Ltd": "organisation",
            "+44 20 7946 0018": "phone",
        }
        return [
            Found(Span(at, at + len(words)), kind, 0.8)
            for words, kind in kinds.items()
            if (at := text.find(words)) >= 0
        ]


def test_what_an_engine_finds_gets_one_pseudonym_a_person(talk: tuple[Study, KeyFile]):
    opened, key = talk

    found = {n.spelling: n for n in opened.names(key, Listed()) if not n.known}
    assert found["+44 20 7946 0018"].pseudonym == "phone"
    assert "Bell Ltd" not in found  # the known name in it comes first
    opened.protect({"+44 20 7946 0018": "phone"}, key)
    assert "call [phone]." in opened.snapshot().editions[-1].text
    assert study.key_of(key.path.with_suffix("")).pseudonym_of("+44 20 7946 0018") == "phone"


def test_a_name_of_two_people_is_told_and_stands_for_a_participant(talk: tuple[Study, KeyFile]):
    opened, key = talk
    key.learn("P3", "Anna May")
    anna = next(n for n in opened.names(key) if n.spelling == "Anna")
    assert anna.ambiguous and anna.pseudonym == "a participant"


def test_texts_without_names_are_marked_protected(talk: tuple[Study, KeyFile]):
    opened, key = talk
    told, _ = opened.protect({"Nobody Here": "Person 1"}, key)
    assert (told.editions, told.marked, told.places) == (0, 1, 0)
    assert [e.kind for e in opened.snapshot().editions] == ["protected"]


def test_a_table_that_is_filled_in_decides():
    rows = (("yes", "Anna", "P1"), ("no", "Bell", "P1"), ("yes", "'+44 20", "phone"))
    table = Table(("hide", "spelling", "pseudonym"), rows, (2, 3, 4))
    assert chosen_from(table) == {"Anna": "P1", "+44 20": "phone"}
    with pytest.raises(NotAllowed, match="Line 2: 'perhaps' is neither yes nor no"):
        chosen_from(Table(("hide", "spelling", "pseudonym"), (("perhaps", "A", "B"),), (2,)))


def test_forms_of_names():
    assert {"Dr Bell", "Bell, Anna", "A. Bell", "Anna B.", "Anna"} <= set(variants("Anna Bell"))
    assert {"美玲", "王老师", "小王"} <= set(variants("王美玲"))
    assert {"若云", "欧阳老师"} <= set(variants("欧阳若云"))
    assert variants("P07") == ["P07"]


def test_what_the_finder_of_crosscase_finds_is_proposed_and_never_taken(
    talk: tuple[Study, KeyFile],
):
    opened, key = talk
    found = {n.spelling: n for n in opened.names(key, Finder(extra=False)) if not n.known}
    assert found["+44 20 7946 0018"].kind == "phone"
    assert not any(n.known for n in found.values())
