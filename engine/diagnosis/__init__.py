"""Says why a run diverges, oscillates or stalls, and which change of knobs puts it right.

It reads a network and its curves, changes neither, and knows no session and no screen.
"""

from .diagnosis import Diagnosis
from .examination import diagnose

__all__ = ["Diagnosis", "diagnose"]
