"""A storm of keys, sizes, mouse events and pasted bytes, the same for the same seed."""

from collections.abc import Callable
from itertools import chain
from random import Random

Size = tuple[int, int]
Event = bytes | Size
"""What is sent to the program, or the size that its window takes."""

WIDEST, HIGHEST = 300, 100
SIGNALS = b"\x03\x1a\x1c"
"""Ctrl+c, z and backslash; they would kill a program that tells of a bug, off the screen."""

LETTERS = [bytes([code]) for code in range(32, 127)]
CONTROLS = [bytes([code]) for code in range(32) if code not in SIGNALS + b"\x1b\t"]
NAMED = [b"\x1b[" + name for name in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"I", b"O")]
NUMBERED = [b"\x1b[%d~" % number for number in (2, 3, 5, 6, *range(11, 25))]
SPELLED = [b"\x1b[27u", b"\x1b[13u", b"\x1b[97;5u", b"\x1b[99999;9u", b"\x1b[57441u"]
KEYS = (LETTERS, CONTROLS, NAMED, NUMBERED, SPELLED, [b" ", b"\r", b"\t", b"p", b"\x1b"])

MALFORMED = (
    *(b"\x1b[<0;-5;99999M", b"\x1b[<;;M", b"\x1b[<0;5M", b"\x1b[<0;1.5;2M", b"\x1b[<M", b"\x1b[M"),
    *(b"\x1b[M\x00\x00\x00", b"\x1b[M\xff\xff\xff", b"\x1b[<99999999999999999999;1;1M"),
    *(b"\x1b[32;10;20M", b"\x1b[<0;0;0M", b"\x1b[<35;2147483648;1m", b"\x1b[<0;1;1;1;1M"),
)


def key(random: Random) -> bytes:
    """Return a key, of each kind as often as of another."""
    return random.choice(random.choice(KEYS))


def size(random: Random) -> Size:
    """Return a size, small ones as often as large ones, now and then one that is extreme."""
    if random.random() < 0.1:
        return random.choice([(1, 1), (WIDEST, 1), (1, HIGHEST), (WIDEST, HIGHEST)])
    return round(WIDEST ** random.random()), round(HIGHEST ** random.random())


def mouse(random: Random) -> bytes:
    """Return a press, a release, a move or a turn of the wheel, or what is none of them."""
    if random.random() < 0.2:
        return random.choice(MALFORMED)
    button = random.choice([0, 0, 1, 2, 32, 35, 35, 64, 65, random.randint(0, 255)])
    column, row = random.randint(1, WIDEST + 10), random.randint(1, HIGHEST + 10)
    return b"\x1b[<%d;%d;%d%c" % (button, column, row, random.choice(b"Mm"))


def paste(random: Random) -> bytes:
    """Return random bytes, in brackets or as if typed; none of them signals."""
    form, most = random.choice([(b"\x1b[200~%s\x1b[201~", 2000), (b"%s", 50)])
    return form % random.randbytes(random.randint(1, most)).translate(None, SIGNALS)


def drag(random: Random) -> list[Event]:
    """Return sizes that follow each other at once, as when a window is dragged."""
    return [size(random) for _ in range(10)]


def storm(seed: int, share: float) -> list[Event]:
    """Return a share of 1,000 keys, 200 sizes and more; the last fifth is of one size."""
    random = Random(seed)
    events: list[list[Event]] = [drag(random) for _ in range(round(20 * share))]
    events += [[kind(random)] for kind in _kinds(0.8 * share)]
    random.shuffle(events)
    calmer: list[Event] = [kind(random) for kind in _kinds(0.2 * share)]
    random.shuffle(calmer)
    return [*chain.from_iterable(events), (120, 40), *calmer]


def _kinds(share: float) -> list[Callable[[Random], bytes]]:
    numbers = {key: 1000, mouse: 200, paste: 20}
    return [kind for kind, number in numbers.items() for _ in range(round(number * share))]
