"""What the terminal can show, as far as its environment tells."""

import locale
import os
from functools import cache

from .plotting.palette import Marker


@cache
def detected_marker() -> Marker:
    """Return half blocks, or ASCII where the encoding or the console's font has no blocks.

    The Linux console (TERM=linux) has half blocks but no braille, so all is drawn in ASCII there.
    """
    if os.environ.get("TERM") == "linux":
        return "ascii"
    encoding = locale.getpreferredencoding(do_setlocale=False)
    return "blocks" if encoding.lower().replace("-", "") == "utf8" else "ascii"
