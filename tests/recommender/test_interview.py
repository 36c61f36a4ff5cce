"""Which film to ask about next, on crowds whose best question is obvious."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.interview import Interview, InterviewConfig

ALL = np.ones(4, bool)
FAME = np.full(4, 0.5, np.float32)
APART = np.eye(4, dtype=np.float32)


def crowd() -> np.ndarray:
    """40 people: film 0 splits them, 1 pleases all, 2 was seen by few, 3 is liked by those who dislike 0."""
    stars = np.zeros((40, 4), np.float32)
    stars[:20, 0], stars[20:, 0] = 5, 1
    stars[:, 1] = 5
    stars[:2, 2], stars[2:4, 2] = 5, 1
    stars[20:, 3] = np.tile([5, 1], 10)
    return stars


def test_what_many_saw_and_disagree_about_comes_first() -> None:
    assert Interview(crowd(), FAME, APART).choose({}, ALL) == 0


def test_the_next_question_depends_on_the_answer() -> None:
    config = InterviewConfig(popularity=1, distance=0, adaptivity=3)
    chooser = Interview(crowd(), FAME, APART, config)
    disliked, liked = chooser.values({0: 1.0}), chooser.values({0: 5.0})
    assert disliked[3] > liked[3]  # only those who disliked film 0 have seen film 3
    assert chooser.choose({0: 1.0}, ALL) == 3
    fixed = Interview(crowd(), FAME, APART, InterviewConfig(distance=0, adaptivity=0))
    assert fixed.values({0: 1.0}) == pytest.approx(fixed.values({0: 5.0}))


def test_a_film_like_one_asked_about_tells_less() -> None:
    alike = APART.copy()
    alike[0, 3] = alike[3, 0] = 0.9
    config = InterviewConfig(distance=1)
    near = Interview(crowd(), FAME, alike, config).values({0: None})
    far = Interview(crowd(), FAME, APART, config).values({0: None})
    assert near[3] == pytest.approx(0.1 * far[3], rel=1e-5)


def test_without_people_fame_decides_and_nothing_is_asked_twice() -> None:
    fame = np.array([0.1, 0.9, 0.5, 0.2], np.float32)
    chooser = Interview(np.zeros((0, 4), np.float32), fame, APART)
    answers: dict[int, float | None] = {}
    order = []
    while (film := chooser.choose(answers, ALL)) is not None:
        order.append(film)
        answers[film] = None
    assert order == [1, 2, 3, 0]
    assert chooser.choose({}, np.zeros(4, bool)) is None


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="not of the same films"):
        Interview(np.zeros((2, 3), np.float32), FAME, APART)
