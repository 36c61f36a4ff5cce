"""An index brought up to date without encoding again, where nothing that is encoded has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retrieval.documents import Document
from retrieval.encoder import Encoder
from retrieval.engine import SearchEngine
from retrieval.lexical import LexicalIndex
from retrieval.vectors.choose import VectorIndexes
from retrieval.views import film_texts


def renewed(
    folder: Path, documents: Sequence[Document], encoder: Encoder, indexes: VectorIndexes
) -> SearchEngine | None:
    """An index of `documents` with the vectors of the one in `folder`, or None where others are needed.

    The vectors of a film come from its story, makers and keywords: other titles, votes or countries may
    change without them. Raises ConnectionError where the server of the vectors is away.
    """
    try:
        old = SearchEngine.load(folder, encoder, indexes)
    except ValueError:  # none there, damaged, or of another encoder or format: it is built anew
        return None
    before = [old.document(int(film)) for film in old.ids]
    if old.content_fingerprint != SearchEngine.fingerprint(before, encoder.name, indexes):
        return None  # its vectors are kept elsewhere now
    if _encoded(before) != _encoded(documents):
        return None
    fingerprint = SearchEngine.fingerprint(documents, encoder.name, indexes)
    return SearchEngine(documents, encoder, old.dense, LexicalIndex.build(documents), fingerprint)


def _encoded(documents: Sequence[Document]) -> list[tuple[int, tuple[str, ...]]]:
    return [(document.id, film_texts(document)) for document in documents]
