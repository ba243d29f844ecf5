"""Measurements of the engine: against named peers, of its memory, of what surrounds its loop.

None of it is installed; run `python -m benchmarks.peers`, `.memory` or `.overhead` from the root.
"""
