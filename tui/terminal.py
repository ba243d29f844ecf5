"""What the terminal can show, as far as its environment tells."""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .plotting.palette import Marker


@cache
def detected_marker() -> "Marker":
    """Return half blocks, braille without colours, or ASCII where the font has neither.

    Half blocks tell classes apart by colour alone, braille by its patterns too. The Linux console
    (TERM=linux) has half blocks but no braille, so everything is drawn in ASCII there.
    """
    if os.environ.get("TERM") == "linux" or not shows_unicode():
        return "ascii"
    return "braille" if os.environ.get("NO_COLOR") else "blocks"


def shows_unicode() -> bool:
    """Tell whether the locale is UTF-8, or not set at all, as is usual in containers.

    Python itself puts C.UTF-8 into LC_CTYPE for a locale that was C (PEP 538), so that this
    value does not tell what the terminal shows.
    """
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if names[1] == "C.UTF-8":
        names[1] = ""
    locale = next(filter(None, names), "")
    return not locale or "UTF8" in locale.upper().replace("-", "")
