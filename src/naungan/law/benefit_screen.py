"""Benefits on a terminal: what may be asked, the answer in words, and the values of the law behind it."""

from rich.table import Table

from naungan.law.answer_labels import answer_label, answer_words, asked
from naungan.law.explain import used_path
from naungan.law.questions.question import Answer
from naungan.law.screen import UNVERIFIED, shortly


def questions_table() -> Table:
    """Every question with the inputs it usually needs."""
    table = Table(title="naungan calculate benefit SOAL masukan=nilai ...", title_justify="left")
    for heading in ("Soal", "Arti", "Program", "Masukan"):
        table.add_column(heading, overflow="fold")
    for one in asked():
        table.add_row(one.calc, one.name, one.programme or "--programme", " ".join(one.inputs))
    return table


def answer_table(worked: Answer) -> Table:
    """Each part of an answer in words, by the law of its day."""
    table = Table(title=f"Manfaat menurut hukum {worked.law.day}", title_justify="left", show_header=False)
    table.add_column("Bagian")
    table.add_column("Nilai", justify="right")
    for name, value in worked.values.items():
        table.add_row(answer_label(name), answer_words(name, value))
    return table


def read_table(worked: Answer) -> Table:
    """The dated values of the law that were read besides the formulas, with their articles."""
    table = Table(title="Nilai hukum yang dibaca", title_justify="left")
    for heading in ("Nilai", "Isi", "Dasar hukum", "Sejak", "Status"):
        table.add_column(heading, overflow="fold")
    for path in worked.read:
        one = used_path(worked.law, path)
        status = f"[yellow]{UNVERIFIED}[/yellow]" if one.unverified else one.confidence
        table.add_row(path, shortly(one.kind, one.value), one.basis, str(one.valid_from), status)
    return table
