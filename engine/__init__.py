"""The network and its training. Knows data sets, knows no screen."""
