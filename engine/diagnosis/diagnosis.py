"""A diagnosis: what is wrong with a run, why, and the change of knobs that puts it right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .words import words_of


@dataclass(frozen=True)
class Diagnosis:
    """Why a run fails.

    `title` is of a few words, `explanation` of two sentences. `cure` holds the knobs to change,
    for `Experiment.changed`, and is empty if no change is known to help. With `restart` it helps
    only from new initial weights, even if all its knobs are live: the present ones are damaged.
    """

    title: str
    explanation: str
    cure: Mapping[str, Any] = field(default_factory=dict)
    restart: bool = True

    @property
    def cure_words(self) -> str:
        """The cure in words: "reduction mean, learning rate 0.38"."""
        return words_of(self.cure)
