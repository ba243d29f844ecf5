"""The causes of failure, each a function of the case, the most fundamental one first."""

from collections.abc import Callable

from ..case import Case
from ..diagnosis import Diagnosis
from .adaptive_steps import moves_too_long, moves_too_short
from .capacity import too_few_nodes
from .long_steps import first_steps_too_long, overflow, steps_at_the_edge
from .penalty import penalty_outweighs, penalty_overshoots
from .scale import features_out_of_scale
from .short_steps import steps_too_short
from .stuck_nodes import dead_relus, saturated_nodes
from .symmetry import all_nodes_alike
from .vanishing import gradients_vanish

Cause = Callable[[Case], Diagnosis | None]

CAUSES: tuple[Cause, ...] = (
    all_nodes_alike,
    features_out_of_scale,
    penalty_overshoots,
    penalty_outweighs,
    gradients_vanish,
    first_steps_too_long,
    moves_too_long,
    overflow,
    saturated_nodes,
    dead_relus,
    steps_too_short,
    moves_too_short,
    steps_at_the_edge,
    too_few_nodes,
)
"""What makes other causes comes before them: long steps kill ReLUs, not the other way round."""
