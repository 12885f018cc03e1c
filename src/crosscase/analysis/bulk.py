"""What was accepted in bulk: how many of the mentions that nobody looked at are right."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.analysis.contrasts.corrected import Judged, bounds_of
from crosscase.domain.codings import IN_SAMPLE
from crosscase.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Bulk:
    """Keywords accepted by rule: ``accepted`` of them nobody looked at.

    A blind sample of the same proposals had ``judged``, of which ``right`` were right; ``low`` to
    ``high`` (95 %) of the accepted ones are right then. ``why`` there is no such interval, else "".
    """

    accepted: int
    judged: int
    right: int
    low: float | None
    high: float | None
    why: str

    @property
    def sentence(self) -> str:
        """What to know before reading the counts."""
        many = f"{self.accepted} keywords were accepted unreviewed"
        if self.low is None or self.high is None:
            return f"{many}; how many of them are right is not known: {self.why}"
        return (
            f"{many}; by the blind sample ({self.right} of {self.judged} right) {self.low:.0f} to "
            f"{self.high:.0f} of them are right. What was never proposed is not in this."
        )


def bulk(snapshot: Snapshot) -> Bulk | None:
    """How many of the keywords accepted in bulk are right, None where none were.

    The sample and the others are one population of proposals, of which the judged ones are taken as
    drawn at random (they are spread over groups and constructs in proportion, which only narrows
    the truth): Wilson's bounds for a finite population, as in ``corrected.corrected_share``, less
    those that were judged. A sample of proposals says nothing of passages without one, so that the
    share of all passages that bear a keyword cannot be corrected by it.
    """
    keywords = [d for d in snapshot.decisions if d.about == "keyword"]
    unseen = [d for d in keywords if d.by_rule and d.verdict == "accept"]
    if not unseen:
        return None
    sample = [d for d in keywords if d.why == IN_SAMPLE and not d.by_rule]
    part = Judged(
        len(unseen) + len(sample), len(sample), sum(d.verdict == "accept" for d in sample)
    )
    why = ""
    if not sample:
        why = "no random sample of them was judged."
    elif len({d.why for d in unseen}) > 1:
        why = "they were accepted in several acts, and the sample was of one."
    if why:
        return Bulk(len(unseen), part.judged, part.yes, None, None, why)
    low, high = (max(0.0, bound * part.units - part.yes) for bound in bounds_of(part))
    return Bulk(len(unseen), part.judged, part.yes, low, min(high, len(unseen)), "")
