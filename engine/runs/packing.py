"""A record as bytes in the safetensors format: nested values and arrays, with a checksum.

The arrays are tensors that any reader of the format finds by their paths ("layers.0.weights");
all other values are JSON in the file's metadata. Nothing in it is ever executed.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

Record = Mapping[str, Any]
"""Values by name: arrays, records, and whatever JSON can hold."""

Arrays = dict[str, NDArray[Any]]

LENGTH_BYTES = 8
"""A safetensors file begins with the length of its header, in so many bytes."""


class DamagedError(ValueError):
    """Bytes that are no such record, or not what was written."""


def pack(record: Record) -> bytes:
    """Return a record as bytes. Keys must be texts without full stops."""
    from safetensors.numpy import save

    arrays: Arrays = {}
    values = json.dumps(_without_arrays(record, "", arrays))
    return save(arrays, {"values": values, "sha256": _checksum(values, arrays)})


def unpack(content: bytes) -> dict[str, Any]:
    """Return the record in the bytes; raises DamagedError, whatever they are."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        arrays, metadata = load(content), _metadata(content)
        values, checksum = metadata["values"], metadata["sha256"]
        if _checksum(values, arrays) != checksum:
            raise DamagedError("its checksum is that of other content")
        record = json.loads(values)
        for path, array in arrays.items():
            _put(record, path.split("."), array)
    except (SafetensorError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise (
            error if isinstance(error, DamagedError) else DamagedError("it is no file of ours")
        ) from None
    return dict(record)


def _without_arrays(record: Record, path: str, arrays: Arrays) -> dict[str, Any]:
    """Return the record without its arrays, which go into `arrays` by their paths."""
    values: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, np.ndarray):
            arrays[path + key] = np.ascontiguousarray(value)
        elif isinstance(value, Mapping):
            values[key] = _without_arrays(value, f"{path}{key}.", arrays)
        else:
            values[key] = value
    return values


def _put(record: dict[str, Any], path: list[str], array: NDArray[Any]) -> None:
    *folders, name = path
    for folder in folders:
        record = record[folder]
    record[name] = array


def _metadata(content: bytes) -> Mapping[str, str]:
    """Return the metadata of a safetensors file, which its reader for NumPy leaves out."""
    end = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "little")
    metadata: Mapping[str, str] = json.loads(content[LENGTH_BYTES:end])["__metadata__"]
    return metadata


def _checksum(values: str, arrays: Arrays) -> str:
    """Return the SHA-256 of values and arrays, their names, types and shapes included."""
    digest = sha256()
    for part in _parts(values, arrays):
        digest.update(part)
    return digest.hexdigest()


def _parts(values: str, arrays: Arrays) -> Iterator[bytes]:
    yield values.encode("utf-8", "surrogatepass")
    for name, array in sorted(arrays.items()):
        yield f"\n{name} {array.dtype.str} {array.shape}\n".encode()
        yield np.ascontiguousarray(array).tobytes()
