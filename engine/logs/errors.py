"""What is wrong with a metrics file."""


class LogError(ValueError):
    """A file that cannot be read on: the text, to follow the file's name, says why."""
