"""A run in the formats of other programs. Knows no screen."""
