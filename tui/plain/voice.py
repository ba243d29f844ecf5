"""The voice: plain lines on the output, in signs that it can show. Knows no training."""

from typing import TextIO

SPELLED = {
    "→": "to",
    "²": "2",
    "—": "-",
    "–": "-",
    "·": "-",
    "•": "*",
    "×": "x",
    "…": "...",
    "λ": "lambda",
    "∇": "grad ",
    "≤": "<=",
    "≥": ">=",
    "−": "-",
    "‖": "|",
    "Σ": "sum",
    "’": "'",
}
"""Signs of the program's own sentences, in ASCII."""


class Voice:
    """Says lines. No cursor movement, no colour, no carriage return: nothing but text."""

    def __init__(self, output: TextIO, *, ascii_only: bool) -> None:
        self._output = output
        self._encoding = "ascii" if ascii_only else output.encoding or "utf-8"

    def say(self, *lines: str) -> None:
        """Say whole lines."""
        for line in lines:
            self._output.write(f"{self._shown(line)}\n")
        self._output.flush()

    def ask(self, prompt: str) -> None:
        """Say the beginning of a line, whose rest is the answer."""
        self._output.write(f"{self._shown(prompt)} ")
        self._output.flush()

    def _shown(self, text: str) -> str:
        """Spell what the encoding lacks, or replace it where there is no spelling."""
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            text = "".join(SPELLED.get(sign, sign) for sign in text)
        return text.encode(self._encoding, "replace").decode(self._encoding)
