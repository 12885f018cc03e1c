"""What is stated of a case before its words are read, and what a coder says against the ledger."""

from __future__ import annotations

from sqlalchemy import Connection, select

from crosscase.domain.codings import Coding
from crosscase.domain.people import Participant
from crosscase.domain.sources import Edition, Presence, Segment
from crosscase.domain.theory import Evidence, Override, Prediction
from crosscase.errors import NotAllowed
from crosscase.store.rows import read
from crosscase.store.tables import NOUNS


def began(db: Connection, case: int) -> bool:
    """Whether a judgement was made on words of the case, or on the case as a whole.

    Words of a case stand in the sources in which one of its people is present.
    """
    segment, edition = NOUNS[Segment], NOUNS[Edition]
    presence, person = NOUNS[Presence], NOUNS[Participant]
    own = (
        select(segment.c.id)
        .join(edition, edition.c.id == segment.c.edition)
        .join(presence, presence.c.source == edition.c.source)
        .join(person, person.c.id == presence.c.participant)
        .where(person.c.case == case)
    )
    on_words = [
        select(NOUNS[noun].c.id).where(NOUNS[noun].c.segment.in_(own))
        for noun in (Coding, Evidence)
    ]
    weighed = NOUNS[Evidence]
    on_case = select(weighed.c.id).where(weighed.c.case == case)
    return any(db.execute(query.limit(1)).first() for query in (*on_words, on_case))


def check_override(db: Connection, value: Override) -> None:
    """Raise ``NotAllowed`` for an override without a reason, or one that the cell has already.

    A theoretical replication rests on a contrast that was predicted before the case was coded
    (Yin 2018, ch. 2): nobody can say so afterwards.
    """
    if not value.why.strip():
        raise NotAllowed("An override needs a reason.", hint="Say why the evidence misleads.")
    cell = {"proposition": value.proposition, "case": value.case}
    if any(other.id != value.id for other in read(db, Override, **cell)):
        raise NotAllowed("This cell is overridden already.", hint="Change that override.")
    predicted = read(db, Prediction, **cell)
    if value.replication == "theoretical" and not any(
        said.expected == "theoretical" and not said.post_hoc for said in predicted
    ):
        raise NotAllowed(
            "No contrast was predicted for this case before it was coded.",
            hint="Without one it is no theoretical replication: choose literal, or another.",
        )
