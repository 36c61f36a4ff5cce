"""Experiments with people: who sees which variant, what it changed, and how sure that is."""
