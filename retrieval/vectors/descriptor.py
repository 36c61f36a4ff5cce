"""`index.json` in the folder of a saved vector index: of what kind it is, and what it should hold."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

_FILE: Final = "index.json"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What is needed to read an index and to see that it is the one that was saved.

    `place` and `fingerprint` are those of an index kept by a server: the table or collection, and a
    value that the server keeps with it and that changes with every save.
    """

    kind: str
    dimension: int
    count: int
    place: str = ""
    fingerprint: str = ""

    def write(self, folder: Path) -> None:
        """Write the descriptor to `folder`, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _FILE
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, kind: str | None = None) -> Self:
        """Read the descriptor; raises ValueError naming the file where it is missing, broken or of another
        kind than `kind`.
        """
        path = folder / _FILE
        try:
            content: Any = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise ValueError(f"{path} is missing: build the index again") from error
        except ValueError as error:
            raise ValueError(f"{path} is not valid JSON: build the index again") from error
        types = {"kind": str, "dimension": int, "count": int, "place": str, "fingerprint": str}
        if not isinstance(content, dict) or {name: type(value) for name, value in content.items()} != types:
            raise ValueError(f"{path} describes no vector index: build the index again")
        if kind is not None and content["kind"] != kind:
            raise ValueError(f"{path} describes an index of kind {content['kind']!r}, not {kind!r}")
        return cls(**content)
