"""A small folder in the layout of MovieLens 100K: two groups of people, two halves of films."""

from __future__ import annotations

from pathlib import Path

N_PEOPLE, N_FILMS = 40, 30


def ratings() -> list[tuple[int, int, int, int]]:
    """Person, film, stars, time; ids from 1. Everybody has rated most films of their parity, and few others."""
    rows = []
    for person in range(1, N_PEOPLE + 1):
        for film in range(1, N_FILMS + 1):
            own = (person + film) % 2 == 0
            if (own and (person * 7 + film) % 6) or (not own and (person * 5 + film * 3) % 11 == 0):
                time = 880_000_000 + ((person * 13 + film * 17) % 97) * 86_400
                rows.append((person, film, 5 if own else 2, time))
    return rows


def write_ml_100k(folder: Path) -> Path:
    """Write `u.data`, `u.item`, `u.user` and the folds `u1` to `u5`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["\t".join(map(str, row)) for row in ratings()]
    (folder / "u.data").write_text("\n".join(rows) + "\n")
    for fold in range(5):
        (folder / f"u{fold + 1}.test").write_text("\n".join(rows[fold::5]) + "\n")
    items = []
    for film in range(1, N_FILMS + 1):
        genres = ["1" if genre == film % 2 else "0" for genre in range(19)]
        items.append("|".join([str(film), f"Film {film}", f"01-Jan-{1980 + film % 2}", "", "", *genres]))
    (folder / "u.item").write_text("\n".join(items) + "\n", encoding="latin-1")
    people = [
        f"{person}|{20 + person % 40}|{'MF'[person % 2]}|writer|00000" for person in range(1, N_PEOPLE + 1)
    ]
    (folder / "u.user").write_text("\n".join(people) + "\n")
    return folder


def write_ml_latest(folder: Path) -> Path:
    """The same ratings in the layout of ml-latest-small."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{person},{film * 10},{stars}.0,{time}" for person, film, stars, time in ratings()]
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n" + "\n".join(lines) + "\n")
    films = [
        f"{film * 10},Film {film} ({1980 + film % 2}),{'Comedy|Crime' if film % 2 else 'Drama'}"
        for film in range(1, N_FILMS + 1)
    ]
    (folder / "movies.csv").write_text("movieId,title,genres\n" + "\n".join(films) + "\n")
    tags = [f"1,{film * 10},odd one,880000000" for film in range(1, N_FILMS + 1, 2)]
    (folder / "tags.csv").write_text("userId,movieId,tag,timestamp\n" + "\n".join(tags) + "\n")
    return folder
