"""Whether one film is remembered or any fitting film is wished for."""

from __future__ import annotations

import re
from typing import Final

from retrieval.text import STOPWORDS, TALK, words

# Somebody remembers rather than wishes: what is said of the film may be wrong.
_MEMORY: Final = re.compile(
    r"\b(?:remember|recall|memory|forgot|forget|as a (?:kid|child|teen\w*)|when i was|years ago|long ago|childhood"
    r"|(?:i|we) (?:\w+ ){0,2}(?:saw|watched|rented|caught|seen)|cant (?:find|figure|think)|what(?:s| s| is| was)? (?:the |that )?(?:movie|film)"
    r"|name of (?:the|this|that|a)|which (?:movie|film)|that (?:one )?(?:movie|film|one) (?:where|with|about|when|in which)"
    r"|trying to (?:find|identify|figure)|vague\w*|not sure|i think|i believe)\b"
)
_WISH: Final = re.compile(
    r"\b(?:recommend\w*|suggest\w*|in the mood|want|wanna|show me|give me|list|any|some|something|anything|movies|films|ones|flicks|stuff"
    r"|good|best|great|like to (?:see|watch)|feel like|similar)\b"
)
_STORY: Final = re.compile(
    r"\b(?:an? \w+(?: \w+)? (?:who|whose|where|when|that|which|in which|tries|wants|has|is|gets|finds|falls|must|learns|becomes)"
    r"|(?:he|she|they|his|her|their) \w+)\b"
)
_TOLD: Final = 7  # content words from which a text is no topic any more


def is_memory(line: str) -> bool:
    """Whether the folded text tells of remembering a film."""
    return bool(_MEMORY.search(line))


def is_recalled(line: str, told: str) -> bool:
    """Whether one film is looked for: a memory, or a story told without a wish. `told` is what tells it."""
    if is_memory(line):
        return True
    content = [word for word in words(told) if word not in STOPWORDS and word not in TALK]
    return not _WISH.search(line) and (len(content) >= _TOLD or bool(_STORY.search(line)))
