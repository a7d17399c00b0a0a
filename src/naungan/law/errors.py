"""What can be wrong with the law's files, with a formula's inputs, or with a question."""

from naungan.errors import Refused, WrongUse


class LawError(Refused):
    """Anything that the law room refuses; the message says what was read and what to do."""


class ParameterError(LawError):
    """A parameter file, a dated value or a reform is not well formed."""


class FormulaError(LawError):
    """Formulas do not fit together: unknown argument, overlap of versions, circle, unknown target."""


class NotInForce(LawError):
    """A parameter or formula has no version on the day asked for."""


class InputError(LawError):
    """A formula was given an input that it does not know, or was not given one that it needs."""


class QuestionError(LawError, WrongUse):
    """A question cannot be answered; `field` names the input at fault (empty: the whole question)."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
