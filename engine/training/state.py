"""What a part of a training depends on from here: plain values and arrays by their names.

It can be written as JSON beside arrays, so that a training goes on from it in another process.
"""

from collections.abc import Mapping
from typing import Any

State = Mapping[str, Any]
