"""The scalars of a TensorBoard event file, read as it grows (extra tensorboard)."""

from collections import defaultdict
from typing import Any

import numpy as np

from .axes import AXES, ROW, STEP, TIME
from .errors import LogError
from .ledger import Ledger
from .records import Records

LACK = (
    "is a TensorBoard event file, which tensorboardX reads: "
    'pip install "npnn-tui[tensorboard]" installs it'
)

PLUGIN = "scalars"

TENSOR_TYPES = {1: ("float_val", "<f4"), 2: ("double_val", "<f8")}
"""By the number of a tensor's type, where its values stand, and how its bytes spell them."""


class EventLog:
    """Takes the bytes of an event file in any portions, and puts its scalars into a ledger."""

    fault = ""

    def __init__(self, ledger: Ledger, scalars: set[str]) -> None:
        self._ledger, self._scalars = ledger, scalars
        self._records = Records()

    def feed(self, data: bytes) -> None:
        """Take what the file has gained; half a record waits for its other half.

        Raises LogError where it is damaged or tensorboardX missing. What stands before a damage
        is kept.
        """
        try:
            from tensorboardX.proto.event_pb2 import Event  # 0.2 s, and an extra
        except ImportError:
            raise LogError(LACK) from None
        from google.protobuf.message import DecodeError

        found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        try:
            for record in self._records.feed(data):
                event = Event.FromString(record)
                for value in event.summary.value:
                    number = self._scalar(value)
                    if number is not None:
                        found[value.tag].append((event.step, event.wall_time, number))
        except DecodeError:
            raise LogError("is damaged: a record holds no event") from None
        finally:
            for tag, measurements in found.items():
                self._add(tag, np.array(measurements, dtype=float))

    def _add(
        self, tag: str, measurements: "np.ndarray[tuple[int, int], np.dtype[np.float64]]"
    ) -> None:
        ledger, count = self._ledger, len(measurements)
        places = np.full((count, len(AXES)), np.nan)
        places[:, [STEP, TIME]] = measurements[:, :2]
        places[:, ROW] = ledger.count(tag) + 1 + np.arange(count)
        ledger.rows += count
        ledger.add(tag, places, measurements[:, 2], STEP)

    def _scalar(self, value: Any) -> float | None:
        """Return the number that a summary holds; None if it is a picture or the like.

        A tensor is a number if the first one of its tag said so, maybe in an earlier file.
        """
        kind = value.WhichOneof("value")
        if kind == "simple_value":
            return float(value.simple_value)
        if kind != "tensor":
            return None
        if value.metadata.plugin_data.plugin_name == PLUGIN:
            self._scalars.add(value.tag)
        return _number_of(value.tensor) if value.tag in self._scalars else None


def _number_of(tensor: Any) -> float | None:
    """Return the one number of a tensor, whose bytes or list of values hold it."""
    if tensor.dtype not in TENSOR_TYPES:
        return None
    values, spelling = TENSOR_TYPES[tensor.dtype]
    if tensor.tensor_content:
        numbers = np.frombuffer(tensor.tensor_content, spelling)
    else:
        numbers = np.array(getattr(tensor, values))
    return float(numbers[0]) if len(numbers) == 1 else None
