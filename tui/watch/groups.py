"""Which metrics share a chart: a quantity and its training, validation and test siblings.

Knows the names of metrics alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

TRAINING = ("train", "training")
HELD_OUT = ("val", "valid", "validation", "test", "testing", "eval", "evaluation", "dev")
DETAILS = ("step", "epoch", "batch")

_WORDS = "|".join((*TRAINING, *HELD_OUT, *DETAILS))
_SIGNS = r"[/_.\- ]+"
_FIRST = re.compile(rf"({_WORDS}){_SIGNS}(?=.)", re.IGNORECASE)
_LAST = re.compile(rf"(?<=.){_SIGNS}({_WORDS})$", re.IGNORECASE)
_RATE = re.compile(rf"(lr|learning_?rate)({_SIGNS}(.*))?", re.IGNORECASE)

RATE = "learning rate"

LOSSES = re.compile(r"loss|objective|error|nll|entropy|mse|mae", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """Metrics that share a chart: the quantity, and the name and the part of each."""

    quantity: str
    members: tuple[tuple[str, str], ...]

    @property
    def is_small_good(self) -> bool:
        """Whether it is a loss or a learning rate, which factors tell more of than differences."""
        return self.quantity == RATE or bool(LOSSES.search(self.quantity))

    @property
    def parts(self) -> list[str]:
        """The different parts, that of the training first."""
        return sorted({part for _, part in self.members}, key=_place)


def groups_of(names: Iterable[str]) -> list[Group]:
    """Return the groups of metrics: the loss, other losses, all else, the learning rate."""
    members: dict[str, list[tuple[str, str]]] = {}
    for name in dict.fromkeys(names):
        quantity, part = parted(name)
        members.setdefault(quantity, []).append((name, part))
    groups = [Group(quantity, tuple(each)) for quantity, each in members.items()]
    return sorted(groups, key=_rank)


@lru_cache(maxsize=4096)
def parted(name: str) -> tuple[str, str]:
    """Return the quantity that a metric is of, and which part of the data or the time it is.

    >>> parted("val_loss"), parted("Loss/train"), parted("train_acc_epoch")
    (('loss', 'val'), ('loss', 'train'), ('acc', 'train epoch'))
    """
    if found := _RATE.fullmatch(name):
        return RATE, found[3] or ""
    before: list[str] = []
    after: list[str] = []
    while found := _FIRST.match(name):
        before.append(found[1])
        name = name[found.end() :]
    while found := _LAST.search(name):
        after.insert(0, found[1])
        name = name[: found.start()]
    return name.lower(), " ".join((*before, *after)).lower()


def _rank(group: Group) -> int:
    if group.quantity == RATE:
        return 3
    return 0 if group.quantity == "loss" else 1 if group.is_small_good else 2


def _place(part: str) -> tuple[int, str]:
    words = part.split()
    return (0 if not words else 1 if words[0] in TRAINING else 2), part
