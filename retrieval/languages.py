"""Languages by the codes that films have."""

from __future__ import annotations

from typing import Final

from retrieval.reading.origin_names import LANGUAGES

# The first name of a language is the usual one: Persian before Farsi.
_NAMES: Final = {codes[0]: name.title() for name, codes in reversed(LANGUAGES.items())}


def language_name(code: str) -> str:
    """`French` for `fr`; an unknown code stays as it is."""
    return _NAMES.get(code, code)
