"""One turn is corrected while it is heard: a new edition in which only this turn says otherwise."""

from __future__ import annotations

from dataclasses import replace as with_values

from crosscase.domain.edits import EditMap, edit_map
from crosscase.domain.replaced import replace
from crosscase.domain.sources import Edition, Presence, Turn
from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.rows import read
from crosscase.study.correct import Corrected, carry, carry_times
from crosscase.study.desk import Desk
from crosscase.study.transcript import current_edition


def correct_turn(desk: Desk, edition: int, start: int, words: str, why: str = "") -> Corrected:
    """Say what the turn that begins at ``start`` (a code point) of an edition really says.

    As ``correct`` with a file in which only this turn is another. Raises ``NotInStudy`` where no
    turn begins there, ``NotAllowed`` for an edition that is not the current one, for no words and
    for the same words.
    """
    said = words.strip()
    if not said:
        raise NotAllowed(
            "A turn without words is none.",
            hint="To take a turn out, bring in the corrected transcript as a file.",
        )
    with desk.change("correct", why) as writer:
        old = next(iter(read(writer.db, Edition, id=edition)), None)
        turns = read(writer.db, Turn, edition=edition)
        turn = next((turn for turn in turns if turn.start == start), None)
        if old is None or turn is None:
            raise NotInStudy("No turn begins here.", hint="Open the page again.")
        current = current_edition(writer.db, old.source)
        if current is None or current.id != edition:
            raise NotAllowed("The text was changed meanwhile.", hint="Open the page again.")
        if turn.span.of(old.text) == said:
            raise NotAllowed("The turn says this already.")
        made = replace(old.text, [(turn.span, said)])
        ordinals = [other.ordinal for other in read(writer.db, Edition, source=old.source)]
        present = [p.participant for p in read(writer.db, Presence, source=old.source)]
        fresh = Edition(0, old.source, max(ordinals) + 1, "corrected", made.text)
        new = with_values(fresh, id=writer.add(fresh, present))
        writer.add_all([_moved(other, made.follow(other.span), new.id) for other in turns])
        told = Corrected()
        carry(writer, old, new, _within(old.text, made.text, turn.span), told)
        carry_times(writer, old, new)
    return told


def _moved(turn: Turn, span: Span, edition: int) -> Turn:
    return with_values(turn, id=0, edition=edition, start=span.start, end=span.end)


def _within(before: str, after: str, span: Span) -> EditMap:
    """The edits of two texts that differ in one stretch alone, whose place is known."""
    end = span.end + len(after) - len(before)
    inner = edit_map(span.of(before), after[span.start : end])
    runs = [(0, 0, span.start)] if span.start else []
    runs += [(a + span.start, b + span.start, length) for a, b, length in inner.runs]
    if span.end < len(before):
        runs.append((span.end, end, len(before) - span.end))
    return EditMap(tuple(runs))
