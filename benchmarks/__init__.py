"""Measurements against named peers, each from one interleaved run: `python -m benchmarks.peers`."""
