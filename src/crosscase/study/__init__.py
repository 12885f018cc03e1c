"""What a researcher can do with a study; every change passes here."""

from crosscase.study.decide import Decided
from crosscase.study.keyfile import KeyFile
from crosscase.study.places import (
    create,
    discard,
    key_of,
    key_path,
    known_names,
    load_into,
    open_study,
    rebuild_into,
    restore,
    take_into,
)
from crosscase.study.settle import Settled
from crosscase.study.study import Study

__all__ = [
    "Decided",
    "KeyFile",
    "Settled",
    "Study",
    "create",
    "discard",
    "key_of",
    "key_path",
    "known_names",
    "load_into",
    "open_study",
    "rebuild_into",
    "restore",
    "take_into",
]
