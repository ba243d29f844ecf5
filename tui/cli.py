"""The entry point `npnn-tui`. It imports nothing heavy before it can answer an interrupt."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `npnn-tui` and return its exit code.

    0 done, 1 diverged, 2 bad input or no output, 130 interrupted, 141 output closed early.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from .commands import run

        return run(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has gone
        _drop_output()
        return 141
    except MemoryError:
        return _refuse("memory: there is not enough for this many samples and hidden nodes")
    except UnicodeEncodeError as error:
        return _refuse(f"output: its encoding, {error.encoding}, cannot show what is to be said")
    except OSError as error:  # a full disk, say; what cannot be read is a FieldError already
        _drop_output()
        return _refuse(f"output: it cannot be written ({error.strerror})")


def _refuse(sentence: str) -> int:
    print(f"npnn-tui: {sentence}", file=sys.stderr)
    return 2


def _drop_output() -> None:
    """Keep the interpreter from writing what is left of the output when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
