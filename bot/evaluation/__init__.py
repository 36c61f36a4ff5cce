"""Benchmarks and offline evaluation of a running installation."""
