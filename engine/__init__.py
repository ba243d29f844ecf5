"""The network and its training. Knows data sets, knows no screen."""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .exports import *  # noqa: F403 (exports.__all__ says what)
    from .exports import __all__ as __all__
else:

    def __getattr__(name: str) -> Any:
        # NumPy waits for the first name that needs it: a question for help needs the knobs alone.
        if find_spec(f".{name}", __name__):
            raise AttributeError(name)  # a module, and `from . import` asks here before it looks
        return getattr(import_module(".exports", __name__), name)
