"""Errors of the domain, by name. The edges (API, actions, command line) translate them once."""

from __future__ import annotations


class MoviesError(Exception):
    """Base of all errors whose message may be shown to the person who caused them."""


class UnknownMovie(MoviesError):
    """No film has this id."""

    def __init__(self, movie_id: int) -> None:
        super().__init__(f"There is no film with id {movie_id}. Use /search to find the id of a film.")
        self.movie_id = movie_id


class UnknownPerson(MoviesError):
    """No user has this id: the session is older than the database."""

    def __init__(self, person_id: int) -> None:
        super().__init__("This session is no longer known. Start a new one with POST /session.")
        self.person_id = person_id


class InvalidRating(MoviesError):
    """A rating outside 1 to 5 stars."""

    def __init__(self, value: object) -> None:
        super().__init__(f"A rating is a number from 1 to 5 stars (halves allowed), not {value!r}.")


class InvalidQuery(MoviesError):
    """A search or filter that cannot be understood; the message says which part and why."""


class InvalidTasteCode(MoviesError):
    """A taste code that we did not sign, that is too old, of somebody who is gone, or one's own."""

    def __init__(
        self, message: str = "This taste code does not work, or no longer. Ask for a new one: it lasts a day."
    ) -> None:
        super().__init__(message)


class NothingToUndo(MoviesError):
    """Undo was asked for and there is no change to take back."""

    def __init__(self) -> None:
        super().__init__("There is nothing to undo.")


class DataError(MoviesError):
    """A data folder or file that cannot be used; the message names the file and what is wrong."""


class NotReady(MoviesError):
    """A part that is needed has not been built; the message names the command that builds it."""


class BadModel(MoviesError):
    """A fitted model that must not serve: damaged, of another format, or of another catalogue."""


class DialogueUnavailable(MoviesError):
    """The dialogue engine did not answer in time."""

    def __init__(self) -> None:
        super().__init__("I lost my train of thought for a moment. Please say that again in a few seconds.")
