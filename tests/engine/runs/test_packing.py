"""Records as bytes: what comes out is what went in, and anything else is refused."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from npnn_tui.engine.runs.packing import DamagedError, pack, unpack

NAMES = st.text("abc_1", min_size=1, max_size=5)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**130), 2**130), st.floats(), st.text(max_size=9)
)
NUMBERS = arrays(
    st.sampled_from(["<f4", "<f8", "<i8", "|b1", "|u1"]), array_shapes(min_dims=1, min_side=0)
)
RECORDS = st.recursive(
    st.dictionaries(NAMES, st.one_of(VALUES, NUMBERS), max_size=4),
    lambda records: st.dictionaries(NAMES, st.one_of(VALUES, NUMBERS, records), max_size=4),
    max_leaves=8,
)


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, np.ndarray):
        same = one.dtype == other.dtype and one.shape == other.shape
        return bool(same and one.tobytes() == other.tobytes())
    return repr(one) == repr(other)


@given(RECORDS)
def test_a_record_comes_back(record: dict[str, Any]) -> None:
    assert alike(unpack(pack(record)), record)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack(content)


CONTENT = pack({"name": "a", "layer": {"weights": np.arange(6.0).reshape(2, 3)}})


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 7))
def test_one_changed_bit_is_noticed(place: int, bit: int) -> None:
    changed = bytearray(CONTENT)
    changed[place] ^= 1 << bit
    try:
        record = unpack(bytes(changed))
    except DamagedError:
        return
    assert alike(record, unpack(CONTENT))  # a blank of the header, say, tells nothing


@given(st.integers(0, len(CONTENT) - 1))
def test_a_half_written_file_is_noticed(length: int) -> None:
    with pytest.raises(DamagedError):
        unpack(CONTENT[:length])


def test_a_header_that_lies_about_a_shape_is_noticed() -> None:
    lying = CONTENT.replace(b'"shape":[2,3]', b'"shape":[3,2]')
    assert lying != CONTENT
    with pytest.raises(DamagedError, match="checksum"):
        unpack(lying)


def test_the_arrays_are_tensors_for_every_reader_of_the_format() -> None:
    from safetensors.numpy import load

    tensors = load(CONTENT)
    np.testing.assert_array_equal(tensors["layer.weights"], np.arange(6.0).reshape(2, 3))


def test_a_header_longer_than_the_file_is_refused() -> None:
    with pytest.raises(DamagedError):
        unpack((2**62).to_bytes(8, "little") + json.dumps({}).encode())
