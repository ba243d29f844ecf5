"""`python -m npnn_tui.tui` is `npnn-tui`."""

import sys

from .cli import main

sys.exit(main())
