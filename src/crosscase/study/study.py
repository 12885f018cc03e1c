"""The open study: every act of a researcher passes here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from crosscase.analysis.retention import Due
from crosscase.domain.names import NameFinder
from crosscase.domain.people import Participant
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.reading import Table
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.speech import Transcriber
from crosscase.domain.suggestions import MOST_CONTRARY, About, Undecided, Verdict
from crosscase.domain.withdrawal import Withdrawal
from crosscase.errors import StudyFileError
from crosscase.formats.tables import read_table
from crosscase.store import file, place
from crosscase.study import copies, settle, written
from crosscase.study.by_ear import ByEar
from crosscase.study.by_hand import ByHand
from crosscase.study.codings import Room
from crosscase.study.decide import Decided, decide_from
from crosscase.study.desk import Desk
from crosscase.study.double_coding import DoubleCodings
from crosscase.study.entries import Entries
from crosscase.study.framework import Summaries
from crosscase.study.grids import Grids
from crosscase.study.journal import Journal
from crosscase.study.keyfile import KeyFile
from crosscase.study.past import Codebook, Since, history_to
from crosscase.study.search import ANYBODY, Filters, Hit, find
from crosscase.study.settle import Settled
from crosscase.study.syncing import Syncing
from crosscase.study.take import take
from crosscase.study.transcript import Transcript, transcript
from crosscase.study.withdraw import person_named, preview, withdraw

if TYPE_CHECKING:  # readers and engines take a while to import: only the acts that need them pay
    from crosscase.study.arriving import TakenIn
    from crosscase.study.correct import Corrected
    from crosscase.study.engines import Engines
    from crosscase.study.load import Loaded
    from crosscase.study.propose import Proposed
    from crosscase.study.protect import Named, Protected
    from crosscase.study.retire import Retired
    from crosscase.study.send_out import SentOut
    from crosscase.study.share import Shared
    from crosscase.study.silence import Silences
    from crosscase.study.transcribe import Transcribed


class Study(ByEar):
    """An open study and the coder who works in it. Use it in a ``with`` statement."""

    def __init__(self, store: file.StudyStore, coder: str) -> None:
        self._desk = Desk(store, coder)
        self.journal = Journal(self._desk)
        self.codings = ByHand(self._desk)
        self.entries = Entries(self._desk)
        self.grids = Grids(self._desk)
        self.summaries = Summaries(self._desk)
        self.double_codings = DoubleCodings(self._desk)
        self.syncing = Syncing(self._desk, self.withdraw)

    @property
    def warning(self) -> str:
        """What to know of the place of the file ("" where there is nothing to say)."""
        return place.warning(self.path) if self.path else ""

    @property
    def path(self) -> Path | None:
        """The study file (None on a server)."""
        return self._desk.store.path

    def load(
        self, folder: Path, key: KeyFile, design: Path | None = None, tick: Tick = unseen
    ) -> Loaded:
        """Bring a study folder in; see ``study.load``."""
        from crosscase.study.load import load_folder

        return load_folder(self._desk, folder, key, design, tick)

    def add(self, files: list[Path], key: KeyFile, tick: Tick = unseen) -> Loaded:
        """Bring more files in; see ``study.add``."""
        from crosscase.study.add import add_files

        return add_files(self._desk, files, key, tick)

    def take_in(
        self, project: Path, key: KeyFile, sources: Path | None = None, tick: Tick = unseen
    ) -> TakenIn:
        """A project of another program; see ``study.take_in``."""
        from crosscase.study.take_in import take_in

        return take_in(self._desk, project, key, sources, tick)

    def send_out(self, withheld: Iterable[int] = ()) -> SentOut:
        """The study as a project for other programs; see ``study.send_out``."""
        from crosscase.study.send_out import sent_out

        return sent_out(self._desk, frozenset(withheld))

    def as_shared(self) -> Shared:
        """The study as consent lets it be given away; see ``study.share.as_shared``."""
        from crosscase.study.share import as_shared

        return as_shared(self._desk)

    def correct(self, source: str, path: Path, key: KeyFile, why: str = "") -> Corrected:
        """A corrected transcript as a new edition; see ``study.correct``."""
        from crosscase.study.correct import correct

        return correct(self._desk, source, path, key, why)

    def correct_turn(self, edition: int, start: int, words: str, why: str = "") -> Corrected:
        """Other words in one turn; see ``study.correct_turn``."""
        from crosscase.study.correct_turn import correct_turn

        return correct_turn(self._desk, edition, start, words, why)

    def transcribe(
        self,
        source: str,
        key: KeyFile,
        engine: Transcriber,
        *,
        file: Path | None = None,
        language: str = "",
        speakers: int = 0,
        tick: Tick = unseen,
    ) -> list[Transcribed]:
        """Recordings become text; see ``study.transcribe``."""
        from crosscase.study.transcribe import transcribe

        return transcribe(
            self._desk,
            source,
            key,
            engine,
            file=file,
            language=language,
            speakers=speakers,
            tick=tick,
        )

    def decide_from(self, path: Path) -> Decided:
        """Take the decisions of a csv or xlsx table; see ``study.decide``."""
        return decide_from(self._desk, read_table(path), path.name)

    def decide_waiting_from(self, table: Table) -> Settled:
        """Decide suggestions by a table; see ``study.settle``."""
        return settle.settle_from(self._desk, table)

    def propose(
        self, about: About, engines: Engines | None = None, tick: Tick = unseen
    ) -> Proposed:
        """Let an engine propose; what it proposed before and nobody decided is replaced.

        ``engines``: others than those that ship; ``tick`` is told how far those are.
        """
        from crosscase.study.propose import propose

        return propose(self._desk, about, engines, tick)

    def search_contrary(
        self,
        proposition: str,
        engines: Engines | None = None,
        tick: Tick = unseen,
        *,
        most: int = MOST_CONTRARY,
    ) -> Proposed:
        """Propose passages that may speak against a proposition; see ``study.contrary``."""
        from crosscase.study.contrary import search_contrary

        return search_contrary(self._desk, proposition, most, engines, tick)

    def waiting(self, about: About | None = None, above: float = 0.0) -> list[Undecided]:
        """Suggestions that wait for a decision, best first."""
        return settle.waiting(self._desk, about, above)

    def settle(
        self, ids: Iterable[int], verdict: Verdict, *, name: str = "", why: str = ""
    ) -> Settled:
        """Decide suggestions the coder has looked at."""
        return settle.settle(self._desk, ids, verdict, name=name, why=why)

    def settle_by_rule(self, about: About, above: float, why: str = "") -> Settled:
        """Accept all above a score, unreviewed."""
        return settle.settle_by_rule(self._desk, about, above, why)

    def settle_with_sample(self, above: float, judged: Table, why: str = "") -> Settled:
        """Accept keywords in bulk on the strength of a judged blind sample."""
        return settle.settle_with_sample(self._desk, self.snapshot(), above, judged, why)

    def split(self, keyword: str, why: str = "") -> None:
        """Take a merge back: the keyword speaks for itself again."""
        with self._desk.change("split", why) as writer:
            room = Room(writer)
            room.split(room.code(keyword))

    def transcript(self, source: int) -> Transcript:
        """One source as a coder reads it; see ``study.transcript``."""
        return transcript(self._desk, source)

    def codebook_on(self, day: str) -> tuple[Codebook, list[Since]]:
        """The codebook as on a day (``2026-03-03``), and what has become of it since."""
        return history_to(self._desk, day)

    def search(self, question: str, filters: Filters = ANYBODY) -> list[Hit]:
        """The turns that answer a question; see ``study.search``."""
        return find(self._desk, question, filters)

    def snapshot(self, *, audited: bool = False) -> Snapshot:
        """The study as it stands, for analysis; ``audited``: each row compared with the journal.

        That takes several times as long, and is for `check`.
        """
        with self._desk.reading() as db:
            return take(db, audited=audited)

    def backup(self, target: Path, *, replace: bool = False) -> Path:
        """Write one compact copy of the study to mail or to keep, whole or not at all.

        Where it lies is remembered: a withdrawal reaches it. Raises ``StudyFileError`` when there
        is a file of that name already, unless it shall be replaced.
        """
        if target.exists() and not replace:
            raise StudyFileError(f"{target.name} is there already.", hint="Choose another name.")
        self._desk.store.copy_to(target)
        copies.remember(self._desk.store, target, self._desk.clock())
        return target

    def known_copies(self) -> list[Path]:
        """The copies of the study that are known, in reach or not."""
        return copies.known(self._desk.store)

    def participant(self, name: str, key: KeyFile) -> Participant:
        """Who is meant by a pseudonym or a real name; see ``study.withdraw.person_named``."""
        return person_named(self._desk.all(Participant), name, key)

    def preview_withdrawal(self, person: Participant) -> Withdrawal:
        """What the withdrawal of a participant would remove; nothing is changed."""
        return preview(self._desk, person)

    def withdraw(
        self,
        person: Participant,
        key: KeyFile,
        *,
        passphrase: str = "",
        why: str = "",
        files: bool = True,
    ) -> tuple[Withdrawal, copies.Reached]:
        """Take a participant and their words out of the study, its copies and the key file.

        ``passphrase``: that of the study, with which its copies are opened; ``files``: reports and
        exports that were written before are deleted, too (see ``study.written.take_back``).
        """
        desk = self._desk
        told = withdraw(desk, person, why, lambda: key.lose(person.pseudonym))
        reached = copies.finish(desk.store, passphrase, desk.coder, desk.clock)
        return told, reached.with_files(*written.take_back(desk.store)) if files else reached

    def wrote(self, *files: Path, asked: str = "") -> None:
        """Remember where a report or export was written: a withdrawal reaches it.

        ``asked``: what was asked of a report that can be written again.
        """
        written.remember(self._desk.store, files, self._desk.clock(), asked)

    def handed_out(self, name: str) -> None:
        """Remember that a report or pack was downloaded: a withdrawal tells of it."""
        written.remember_download(self._desk.store, name, self._desk.clock())

    def written_files(self) -> dict[str, str]:
        """Reports and exports that were written before, in reach or not; what was asked of each."""
        return written.known(self._desk.store)

    def due(self) -> tuple[Due, ...]:
        """What is kept though its last day is past; see ``study.retire``."""
        from crosscase.study.retire import what_is_due

        return what_is_due(self._desk)

    def retire(self, key: KeyFile, passphrase: str = "") -> Retired:
        """Delete what is kept too long, for good; see ``study.retire.retire``."""
        from crosscase.study.retire import retire

        return retire(self._desk, key, passphrase)

    def names(
        self, key: KeyFile, finder: NameFinder | None = None, tick: Tick = unseen
    ) -> list[Named]:
        """Real names in the study's texts, known and found; see ``study.protect.look``."""
        from crosscase.study.protect import look

        return look(self._desk, key, finder, tick)

    def protect(
        self, chosen: Mapping[str, str], key: KeyFile, *, passphrase: str = "", why: str = ""
    ) -> tuple[Protected, copies.Reached]:
        """Put pseudonyms in the place of names in every text; see ``study.protect.protect``.

        ``passphrase``: that of the study, with which its copies are opened.
        """
        from crosscase.study.protect import learn, protect

        desk = self._desk
        told = protect(desk, chosen, why, lambda: learn(key, chosen))
        return told, copies.finish(
            desk.store,
            passphrase,
            desk.coder,
            desk.clock,
            lambda copy: protect(Desk(copy, desk.coder, desk.clock), chosen, why),
        )

    def to_silence(self, source: str, key: KeyFile) -> Silences:
        """The seconds of a recording in which names are said; see ``study.silence``."""
        from crosscase.study.silence import to_silence

        return to_silence(self._desk, source, key)

    def silenced_copy(self, source: str, key: KeyFile, target: Path) -> Silences:
        """Write a recording as wav without the names; see ``study.silence``."""
        from crosscase.study.silence import silenced_copy

        return silenced_copy(self._desk, source, key, target)

    def silence(
        self, source: str, key: KeyFile, *, passphrase: str = "", why: str = ""
    ) -> tuple[Silences, copies.Reached]:
        """Put a copy without the names in the place of a kept recording, for good.

        ``passphrase``: that of the study, with which its copies are opened.
        """
        from crosscase.study.silence import rename, silence

        desk = self._desk
        told, change = silence(desk, source, key, why)
        return told, copies.finish(
            desk.store,
            passphrase,
            desk.coder,
            desk.clock,
            lambda copy: rename(Desk(copy, desk.coder, desk.clock), *change),
        )

    def close(self) -> None:
        """Leave one file behind."""
        self._desk.store.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
