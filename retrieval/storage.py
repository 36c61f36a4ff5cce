"""An index folder: documents, arrays and a manifest that tells whether they belong together."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from retrieval.documents import CastMember, Document, OtherTitle

FORMAT: Final = 2  # raise it when what is built from the same documents changes
_MANIFEST: Final = "manifest.json"
_DOCUMENTS: Final = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from."""

    encoder: str
    dimension: int
    fingerprint: str
    films: int


def fingerprint(documents: Sequence[Document], encoder_name: str, indexes: str) -> str:
    """SHA-256 over documents (in any order), encoder, kind of vector indexes and format.

    A build with the same can be reused.
    """
    digest = hashlib.sha256(f"{FORMAT}\n{encoder_name}\n{indexes}\n".encode())
    for document in sorted(documents, key=lambda document: document.id):
        digest.update(_line(document).encode())
    return digest.hexdigest()


def write(
    folder: Path, manifest: Manifest, documents: Sequence[Document], save: Callable[[Path], None]
) -> None:
    """Write an index so that `folder` holds the old one or the new one, never half of one.

    `save` writes the arrays into the folder it is given.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    fresh = scratch / "new"  # made here, not by mkdtemp, which would keep other users from reading it
    fresh.mkdir()
    try:
        with (fresh / _DOCUMENTS).open("w", encoding="utf-8") as lines:
            lines.writelines(_line(document) for document in documents)
        save(fresh)
        checksums = {path.relative_to(fresh).as_posix(): _checksum(path) for path in _files(fresh)}
        content = {"format": FORMAT, **dataclasses.asdict(manifest), "files": checksums}
        (fresh / _MANIFEST).write_text(json.dumps(content, indent=2), encoding="utf-8")
        if folder.exists():
            folder.rename(scratch / "old")  # a folder cannot be renamed over one that is not empty
        fresh.rename(folder)
    finally:
        shutil.rmtree(scratch)


def read_manifest(folder: Path) -> Manifest:
    """What the index in `folder` was built from; raises ValueError naming a file that cannot be read."""
    content = _manifest(folder)
    return Manifest(**{field.name: content[field.name] for field in dataclasses.fields(Manifest)})


def verify(folder: Path) -> None:
    """Compare every file with its checksum; raises ValueError naming the first that is missing or changed."""
    for name, expected in _manifest(folder)["files"].items():
        path = folder / name
        if not path.is_file():
            raise ValueError(f"{path} is missing: build the index again")
        if _checksum(path) != expected:
            raise ValueError(f"{path} is damaged (checksum differs): build the index again")


def read_documents(folder: Path) -> list[Document]:
    """The documents as written; raises ValueError naming file and line."""
    path = folder / _DOCUMENTS
    documents: list[Document] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                documents.append(_document(json.loads(line)))
            except (TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number} is no document: build the index again") from error
    return documents


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / _MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ValueError(f"{path} is missing: build the index first") from error
    except ValueError as error:
        raise ValueError(f"{path} is not valid JSON: build the index again") from error
    expected = {"format", "files", *(field.name for field in dataclasses.fields(Manifest))}
    if not isinstance(content, dict) or not expected <= content.keys():
        raise ValueError(f"{path} lacks some of {sorted(expected)}: build the index again")
    if content["format"] != FORMAT:
        raise ValueError(
            f"{path} has format {content['format']}, this version reads {FORMAT}: build the index again"
        )
    return content


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(document: Document) -> str:
    content = dataclasses.asdict(document)
    if not document.other_titles:  # as before there were any: the index of such films is still that of them
        del content["other_titles"]
    return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"


def _document(content: dict[str, Any]) -> Document:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content.items()
    }
    values["cast"] = tuple(CastMember(**member) for member in content["cast"])
    values["other_titles"] = tuple(OtherTitle(**other) for other in content.get("other_titles", ()))
    return Document(**values)
