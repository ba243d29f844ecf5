"""The tasks that data can set. Knows no arrays: it costs nothing to import."""

from typing import Literal, get_args

Task = Literal["classification", "regression"]
TaskChoice = Literal["auto", "classification", "regression"]
"""What a table can be asked to be; `auto` leaves it to the column of labels."""

TASK_CHOICES: tuple[str, ...] = get_args(TaskChoice)
