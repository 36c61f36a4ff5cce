"""Readers of constraints in free text: each takes what it understands out of a draft."""
