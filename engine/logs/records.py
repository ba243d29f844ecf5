"""The records of a TensorBoard event file: a length, its checksum, the data, their checksum.

The format is TFRecord's; the checksums are CRC-32C (RFC 3720), rotated and shifted so that data
which hold checksums do not spoil their own.
"""

import struct
from collections.abc import Iterator

from .errors import LogError

HEADER = struct.Struct("<QI")
FOOTER = struct.Struct("<I")

LARGEST = 2**18
"""Bytes. Larger records hold pictures, sounds or graphs: they are passed over unread."""

_REVERSED_POLYNOMIAL = 0x82F63B78


def _remainder(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (_REVERSED_POLYNOMIAL if byte & 1 else 0)
    return byte


_REMAINDERS = [_remainder(byte) for byte in range(256)]


def masked_checksum(data: bytes) -> int:
    """Return the checksum of data as a record holds it."""
    checksum = 0xFFFFFFFF
    for byte in data:
        checksum = checksum >> 8 ^ _REMAINDERS[(checksum ^ byte) & 0xFF]
    checksum ^= 0xFFFFFFFF
    return ((checksum >> 15 | checksum << 17) + 0xA282EAD8) & 0xFFFFFFFF


class Records:
    """Takes the bytes of an event file in any portions and gives back the data of its records."""

    def __init__(self) -> None:
        self._buffer = b""
        self._to_skip = 0
        self._count = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the data of each record that is complete; half a one waits for its other half.

        Raises LogError for a record whose checksum is wrong.
        """
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        buffer, start = self._buffer + data[skipped:], 0
        self._buffer = b""
        while len(buffer) - start >= HEADER.size:
            length, checksum = HEADER.unpack_from(buffer, start)
            if masked_checksum(buffer[start : start + 8]) != checksum:
                raise self._damage()
            begin = start + HEADER.size
            end = begin + length
            if length > LARGEST:
                start = end + FOOTER.size
                self._count += 1
                continue
            if len(buffer) < end + FOOTER.size:
                break
            record = buffer[begin:end]
            if masked_checksum(record) != FOOTER.unpack_from(buffer, end)[0]:
                raise self._damage()
            start = end + FOOTER.size
            self._count += 1
            yield record
        self._to_skip += max(0, start - len(buffer))
        self._buffer = buffer[start:]

    def _damage(self) -> LogError:
        return LogError(f"is damaged: the checksum of record {self._count + 1:,} is wrong")
