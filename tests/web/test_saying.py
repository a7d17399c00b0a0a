"""A refusal is said once, in the language of whoever caused it, and can be said again in the other."""

from __future__ import annotations

import pickle

import pytest
from django.utils import translation

from naungan.errors import Refused
from naungan.saying import gettext, said_again


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of two sentences: English where English is active."""
    english = {"di %(where)s: %(what)s": "at %(where)s: %(what)s", "kosong": "empty", "tiga %s": "three %s"}

    def translated(words: str) -> str:
        return english.get(words, words) if translation.get_language() == "en" else words

    monkeypatch.setattr("naungan.saying.translation.gettext", translated)


@pytest.mark.usefixtures("catalogue")
def test_a_refusal_is_said_again_with_its_parts() -> None:
    with translation.override("id"):
        error = Refused(gettext("di %(where)s: %(what)s") % {"where": "baris 3", "what": gettext("kosong")})
    assert (str(error), said_again(error, "en")) == ("di baris 3: kosong", "at baris 3: empty")
    assert said_again(error, "id") == "di baris 3: kosong"


@pytest.mark.usefixtures("catalogue")
def test_it_may_be_caused_in_either_language() -> None:
    with translation.override("en"):
        error = Refused(gettext("kosong"))
    assert (str(error), said_again(error, "id")) == ("empty", "kosong")


@pytest.mark.usefixtures("catalogue")
def test_parts_without_names_are_filled_in_their_order() -> None:
    with translation.override("id"):
        error = Refused(gettext("tiga %s") % ("baris",))
    assert said_again(error, "en") == "three baris"


def test_what_was_put_together_otherwise_is_not_said_again() -> None:
    assert said_again(Refused("kosong"), "en") is None
    assert said_again(Refused(f"{gettext('kosong')} sekali"), "en") is None
    assert said_again(Refused(), "en") is None


def test_an_error_that_says_more_than_its_sentence_is_not_cut_short() -> None:
    class Longer(Refused):
        def __str__(self) -> str:
            return f"baris 3: {self.args[0]}"

    assert said_again(Longer(gettext("kosong")), "en") is None


def test_the_sentence_is_text_to_everybody_else() -> None:
    sentence = gettext("kosong")
    assert (f"{sentence}!", sentence.upper(), {sentence: 1}["kosong"]) == ("kosong!", "KOSONG", 1)
    kept = pickle.loads(pickle.dumps(Refused(sentence % ())))
    assert str(kept) == "kosong"
