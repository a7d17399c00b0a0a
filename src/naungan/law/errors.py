"""What can be wrong with the law's files, with a formula's inputs, or with a question."""

from naungan.errors import Refused, WrongUse


class LawError(Refused):
    """Anything that the law room refuses; the message says what was read and what to do.

    `words` may have `{holes}` that `parts` fill: so it can be said in another language (labels.refusal_words).
    """

    def __init__(self, words: str, **parts: object) -> None:
        super().__init__(words.format_map(parts) if parts else words)
        self.words, self.parts = words, parts


class ParameterError(LawError):
    """A parameter file, a dated value or a reform is not well formed."""


class FormulaError(LawError):
    """Formulas do not fit together: unknown argument, overlap of versions, circle, unknown target."""


class NotInForce(LawError):
    """A parameter or formula has no version on the day asked for."""


class InputError(LawError):
    """A formula was given an input that it does not know, or was not given one that it needs."""


NOT_GIVEN = "tidak diisi; {advice}"
NOT_POSSIBLE = "terbaca {found}; {advice}"


class QuestionError(LawError, WrongUse):
    """A question cannot be answered; `field` names the input at fault (empty: the whole question).

    `words` say what to do; `lead`, where there is one, what is wrong before that, and `found` what was read.
    """

    def __init__(self, field: str, words: str, lead: str = "", found: str = "", **parts: object) -> None:
        super().__init__(words, **parts)
        self.field, self.lead, self.found = field, lead, found

    def __str__(self) -> str:
        """The field, what is wrong with it, and what to do."""
        advice = super().__str__()
        said = self.lead.format(found=self.found, advice=advice) if self.lead else advice
        return f"{self.field}: {said}" if self.field else said
