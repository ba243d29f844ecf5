"""One experiment, varied: its points, the workers that train them, and what comes of each.

Knows no screen. `axes`, `sweep` and `presets` say what to train and need no arrays.
"""
