"""Elements of SVG and HTML as text. Whatever comes from outside is escaped here."""

from html import escape

from npnn_tui.datasets.text import printable

Value = str | float


def element(tag: str, *content: str, **attributes: Value) -> str:
    """Return an element around content that is markup already.

    `font_size` is written font-size, `class_` class; numbers get one place at most.
    """
    names = {key: key.rstrip("_").replace("_", "-") for key in attributes}
    written = "".join(f' {names[key]}="{_value(value)}"' for key, value in attributes.items())
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


def words(text: str, limit: int = 60) -> str:
    """Return text from anywhere as content: printable, cut to `limit` characters and escaped."""
    return escape(printable(text, limit))


def short(number: float) -> str:
    """Return a place in a picture with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")


def _value(value: Value) -> str:
    return escape(value) if isinstance(value, str) else short(value)
