"""What is counted in a recording."""

from benchmarks.terminal_recording import FRAME, Chunk, Recording

RECORDING = Recording(
    [
        Chunk(9.9, b"before"),
        Chunk(10.0, FRAME + b"a"),
        Chunk(10.9, FRAME[:3]),
        Chunk(11.1, FRAME[3:] + b"bcd"),
        Chunk(12.0, b"after"),
    ]
)


def test_bytes_are_those_of_the_stretch() -> None:
    assert RECORDING.size(10.0, 12.0) == 2 * len(FRAME) + 4


def test_a_frame_that_two_reads_share_is_one() -> None:
    assert RECORDING.frames(10.0, 12.0) == 2


def test_the_worst_second_has_the_most_bytes() -> None:
    assert RECORDING.worst_second(10.0, 12.0) == len(FRAME) + 1 + 3
    assert RECORDING.worst_second(10.0, 11.5) == len(FRAME) + 1 + 3
