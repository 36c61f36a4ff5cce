"""What of a film is encoded: one vector for the whole of it, one for each sentence of what tells its story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from retrieval.documents import Document
from retrieval.encoder import Encoder, Progress, Vectors
from retrieval.index import Ids
from retrieval.text import sentences

# Weights of the views in a film's vector. Inner products add up, so the sum of weighted views
# scores like the weighted sum of the views' scores, at the price of one. Tuned, see docs/retrieval.md.
KEYWORDS_WEIGHT: Final = 0.5
PEOPLE_WEIGHT: Final = 0.5
_LEADING_CAST: Final = 8
_MIN_SENTENCE_WORDS: Final = 4


def whole_view(document: Document) -> str:
    """Title, overview, tagline, genres and keywords in one text."""
    return (
        f"{document.title}. {document.overview} {document.tagline} "
        f"Genres: {', '.join(document.genres)}. Keywords: {', '.join(document.keywords)}"
    )


def keywords_view(document: Document) -> str:
    """Keywords alone, or the title where there are none."""
    return ", ".join(document.keywords) or document.title


def people_view(document: Document) -> str:
    """Title, characters and who plays them."""
    played = ", ".join(f"{member.character} ({member.name})" for member in document.cast[:_LEADING_CAST])
    return f"{document.title}. {played}"


_VIEWS: Final = (whole_view, keywords_view, people_view)


def sentence_views(document: Document) -> list[str]:
    """Sentences of the overview and of the synopsis, at least one text."""
    told = (document.overview, document.synopsis)
    return [part for text in told for part in sentences(text, _MIN_SENTENCE_WORDS)] or [document.title]


def film_texts(document: Document) -> tuple[str, ...]:
    """All of a film that is encoded: the views of the whole, then the sentences."""
    return (*(view(document) for view in _VIEWS), *sentence_views(document))


def encode_films(
    documents: Sequence[Document], encoder: Encoder, on_progress: Progress | None = None
) -> tuple[Vectors, Vectors, Ids]:
    """Film vectors (one a document), sentence vectors, and for each sentence the row of its document.

    `on_progress(done, total)` counts texts.
    """
    texts = [view(document) for view in _VIEWS for document in documents]
    spoken = [sentence_views(document) for document in documents]
    owners = np.repeat(np.arange(len(documents), dtype=np.int64), [len(parts) for parts in spoken])
    texts.extend(sentence for parts in spoken for sentence in parts)
    encoded = encoder.encode_documents(texts, on_progress)
    count = len(documents)
    whole, keywords, people = (encoded[start * count : (start + 1) * count] for start in range(len(_VIEWS)))
    films = whole + KEYWORDS_WEIGHT * keywords + PEOPLE_WEIGHT * people
    return films.astype(np.float32), encoded[len(_VIEWS) * count :], owners
