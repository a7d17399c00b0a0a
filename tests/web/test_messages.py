"""Both languages are complete: nothing unmarked, nothing without English, nothing compiled from older words."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))

from messages import ROOMS, main  # noqa: E402
from unmarked import unmarked_in_template  # noqa: E402


def run(rooms: Path = ROOMS, check: bool = False) -> list[str]:
    """What the script prints about a house."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        wrong = main(rooms, [], check)
    lines = said.getvalue().splitlines()
    assert wrong == (len(lines) if check else 0)
    return lines


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """A house with one room, whose words are all marked and in English."""
    room = tmp_path / "desk"
    (room / "templates" / "desk").mkdir(parents=True)
    (room / "templates" / "desk" / "home.html").write_text(
        "<c-layout title=\"{% trans 'Meja kerja' %}\">{% blocktrans %}{{ n }} orang{% endblocktrans %}</c-layout>"
    )
    (room / "pages.py").write_text(
        '"""Halaman yang ini."""\nfrom x import gettext\nWORDS = gettext("Belum ada laporan")\n'
    )
    assert run(tmp_path) == ["desk: 3 words, 3 without English"]
    english(tmp_path, "Meja kerja", "Desk")
    english(tmp_path, "%(n)s orang", "%(n)s people")
    english(tmp_path, "Belum ada laporan", "No report yet")
    assert run(tmp_path) == ["desk: 3 words, 0 without English"]
    return tmp_path


def english(rooms: Path, words: str, said: str, room: str = "desk") -> None:
    """Write the English of some words into a catalogue, uncompiled."""
    path = rooms / room / "locale" / "en" / "LC_MESSAGES" / "django.po"
    text = path.read_text()
    before, _, after = text.partition(f'msgid "{words}"\nmsgstr ')
    path.write_text(f'{before}msgid "{words}"\nmsgstr "{said}"{after[after.index(chr(10)) :]}')


def template(rooms: Path, text: str) -> None:
    """Give the room a second template."""
    (rooms / "desk" / "templates" / "desk" / "second.html").write_text(text)


def check(rooms: Path) -> list[str]:
    """What the script finds wrong with a house."""
    return run(rooms, check=True)


def test_every_room_is_marked_translated_and_compiled() -> None:
    assert run(check=True) == []


def test_a_house_whose_words_are_all_in_english_passes(rooms: Path) -> None:
    assert check(rooms) == []


def test_words_without_english_are_found(rooms: Path) -> None:
    template(rooms, '{% trans "Lihat" %}')
    assert check(rooms) == ["desk/templates/desk/second.html: no English for 'Lihat'"]


def test_words_that_change_with_a_number_need_english_for_one_and_for_many(rooms: Path) -> None:
    template(rooms, "{% blocktrans count n=n %}Sisa {{ n }} kode.{% plural %}Sisa {{ n }} kode.{% endblocktrans %}")
    said = "desk/templates/desk/second.html: no English for 'Sisa %(n)s kode.'"
    assert check(rooms) == [said]
    run(rooms)
    path = rooms / "desk" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    one = path.read_text().replace('msgstr[0] ""', 'msgstr[0] "%(n)s code left."')
    path.write_text(one)
    assert check(rooms) == [said]
    path.write_text(one.replace('msgstr[1] ""', 'msgstr[1] "%(n)s codes left."'))
    assert run(rooms) == ["desk: 4 words, 0 without English"]
    assert check(rooms) == []


def test_english_that_fills_other_places_is_found(rooms: Path) -> None:
    english(rooms, "%(n)s orang", "people")
    run(rooms)
    assert check(rooms) == [
        "desk/templates/desk/home.html: the English of '%(n)s orang' fills other places: 'people'",
    ]


def test_english_of_words_that_are_gone_is_found(rooms: Path) -> None:
    (rooms / "desk" / "pages.py").unlink()
    assert check(rooms) == ["desk/locale: 'Belum ada laporan' is translated but written nowhere"]


def test_a_catalogue_that_was_not_compiled_anew_is_found(rooms: Path) -> None:
    english(rooms, "Meja kerja", "Work desk")
    assert check(rooms) == ["desk/locale: django.mo does not say what django.po says: run scripts/messages.py"]


def test_two_rooms_with_different_english_for_the_same_words_are_found(rooms: Path) -> None:
    other = rooms / "employers"
    (other / "templates").mkdir(parents=True)
    (other / "templates" / "home.html").write_text('{% trans "Meja kerja" %}')
    run(rooms)
    english(rooms, "Meja kerja", "Bench", room="employers")
    run(rooms)
    assert check(rooms) == ["employers/locale: 'Meja kerja' is 'Bench' here and 'Desk' in desk: agree"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Belum bayar</p>", "Belum bayar"),
        ('<img alt="Peta">', "Peta"),
        ('<c-tile label="Cakupan" value="1" />', "Cakupan"),
        ('<c-tile value="Belum" />', "Belum"),
        ("{% if a %}Aktif{% endif %}", "Aktif"),
        ('<input placeholder="Cari nama">', "Cari nama"),
    ],
)
def test_words_on_the_screen_that_are_not_marked_are_found(text: str, found: str) -> None:
    assert unmarked_in_template(text) == [found]


def test_words_that_are_not_marked_are_told_with_their_file(rooms: Path) -> None:
    template(rooms, "<p>Belum bayar</p>")
    assert check(rooms) == ["desk/templates/desk/second.html: not marked for translation: 'Belum bayar'"]


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ name }} – 12,5% · NIK</p>",
        '<p lang="en">English words</p>',
        "<code>rupiah_in_words</code>",
        '<input name="nama" value="nama">',
        "{# catatan pembuat #}",
        "{% comment %}catatan{% endcomment %}",
        "<script src='a'></script>",
    ],
)
def test_what_nobody_translates_is_left_alone(text: str) -> None:
    assert unmarked_in_template(text) == []


def test_a_sentence_of_a_page_in_python_that_is_not_marked_is_found(rooms: Path) -> None:
    (rooms / "desk" / "pages.py").write_text(
        '"""Halaman yang ini."""\nfrom x import gettext\n\n\ndef page():\n    """Untuk semua orang."""\n'
        '    title = "Iuran yang belum dibayar"\n    return gettext("Belum ada laporan"), title, "SELECT 1"\n'
    )
    assert check(rooms) == ["desk/pages.py: not marked for translation: 'Iuran yang belum dibayar'"]


def test_the_command_ends_with_one_where_something_is_wrong(rooms: Path) -> None:
    template(rooms, "<p>Belum bayar</p>")
    asked = [sys.executable, str(SCRIPTS / "messages.py"), "--check", "--rooms", str(rooms)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (1, 1, "")


ERRORS = (
    "from naungan.errors import Refused\n\n\nclass NotNow(Refused):\n    pass\n\n\nclass TooLate(NotNow):\n    pass\n"
)


def module(rooms: Path, text: str, name: str = "act.py") -> None:
    """Give the room its refusals, and a module that raises them."""
    (rooms / "desk" / "errors.py").write_text(ERRORS)
    (rooms / "desk" / name).write_text(text)


def refused(words: str) -> str:
    """What the script says of a refusal in the module."""
    return f"desk/act.py: refused in words not marked for translation: {words!r}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('raise NotNow("Belum dibuka.")', "Belum dibuka."),
        ('raise TooLate("Belum dibuka.")', "Belum dibuka."),
        ('raise TooLate(f"Belum {day}")', "Belum {}"),
        ('raise NotNow("field", "Belum dibuka.")', "Belum dibuka."),
        ('raise NotNow(words="Belum dibuka.")', "Belum dibuka."),
        ('raise NotNow("Belum " + gettext("dibuka hari ini"))', "Belum "),
        ('raise NotNow(gettext("Hari %(day)s.") % {"day": day} + " Ulangi lagi.")', " Ulangi lagi."),
        ('raise NotNow(gettext("%(why)s.") % {"why": "belum dibuka"})', "belum dibuka"),
        ("raise NotNow(f\"{'belum dibuka'}: {day}\")", "belum dibuka"),
        ('told = {"key": lambda: NotNow("Belum dibuka.")}', "Belum dibuka."),
        ('WHY = "Belum dapat dibuka."\nraise NotNow(WHY)', "Belum dapat dibuka."),
        ('WHY = gettext_noop("Belum dapat dibuka.")\nraise NotNow(WHY)', "Belum dapat dibuka."),
        (
            'RULES = (("a", "Belum dapat dibuka."),)\nraise NotNow(next(one[1] for one in RULES))',
            "Belum dapat dibuka.",
        ),
        ('def act():\n    said = f"Hari {day} belum tiba."\n    raise NotNow(said)', "Hari {} belum tiba."),
        ('def why():\n    return "Belum dapat dibuka."\n\n\nraise NotNow(why())', "Belum dapat dibuka."),
        ('def no(said):\n    raise NotNow(said)\n\n\nno("Belum dapat dibuka.")', "Belum dapat dibuka."),
        ('def no(*, said):\n    raise NotNow(said)\n\n\nno(said="Belum dapat dibuka.")', "Belum dapat dibuka."),
    ],
)
def test_a_refusal_in_words_that_are_not_marked_is_found(rooms: Path, text: str, found: str) -> None:
    module(rooms, text)
    assert refused(found) in check(rooms)


def test_a_refusals_own_class_may_not_hold_such_words_either(rooms: Path) -> None:
    own = 'class NoKey(NotNow):\n    def __init__(self, key):\n        super().__init__(f"Kunci {key} asing.")\n'
    module(rooms, own)
    assert check(rooms) == [refused("Kunci {} asing.")]


@pytest.mark.parametrize(
    "text",
    [
        'raise NotNow(gettext("Belum ada laporan"))',
        'raise NotNow("field", gettext("Belum ada laporan"))',
        'WHY = gettext_noop("Belum ada laporan")\nraise NotNow(gettext(WHY))',
        'raise NotNow(str(no))',
        'raise NotNow(f"[{code}] {said}")',
        'raise ValueError("a month is its first day")',
        'def act():\n    said = "Belum dapat dibuka."\n    return said\n\n\ndef no(said):\n    raise NotNow(said)',
    ],
)  # fmt: skip
def test_refusals_that_are_marked_and_errors_of_programs_pass(rooms: Path, text: str) -> None:
    (rooms / "desk" / "pages.py").unlink()
    module(rooms, f"from x import gettext\n{text}\ngettext('Belum ada laporan')\n")
    assert check(rooms) == []


def test_the_doors_of_the_terminal_speak_indonesian(rooms: Path) -> None:
    module(rooms, 'raise NotNow("Belum dibuka.")', "plan_command.py")
    assert check(rooms) == []


def test_rooms_that_no_page_shows_are_left_alone(rooms: Path) -> None:
    module(rooms, "")
    (rooms / "bench").mkdir()
    (rooms / "bench" / "act.py").write_text('raise NotNow("Belum dibuka.")')
    assert check(rooms) == []
