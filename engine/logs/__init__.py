"""Metrics files of any framework, read while they grow. Writes nothing and knows no screen."""
