"""The law of employment social security: dated parameters, formulas over them, and answers with reasons.

Pure Python: no database, no clock.  `load()` gives the whole law through time; `load().of_month("2022-12")`
the law of a contribution month, which compiles to plain functions.
"""

from naungan.law.compiled import Compiled
from naungan.law.errors import LawError, QuestionError
from naungan.law.program import Program, Step
from naungan.law.statute import Law, Statute, load

__all__ = ["Compiled", "Law", "LawError", "Program", "QuestionError", "Statute", "Step", "load"]
