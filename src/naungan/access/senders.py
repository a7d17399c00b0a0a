"""How a one-time code or a message reaches somebody: the operator's function, named by NAUNGAN_CODE_SENDER.

A sender is called with an address (an e-mail address, or a phone number written +62...), a subject and the
words. An SMS gateway is an operator's own function of the same shape.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

from naungan.errors import Refused
from naungan.saying import gettext as _

Sender = Callable[[str, str, str], None]
log = logging.getLogger("naungan.messages")


class NotSent(Refused):
    """A message cannot be sent this way."""


def send(address: str, subject: str, words: str) -> None:
    """Send by the operator's sender."""
    sender: Sender = import_string(settings.NAUNGAN_CODE_SENDER)
    sender(address, subject, words)


def to_log(address: str, subject: str, words: str) -> None:
    """Into the server's log: for a sandbox, where nobody has a phone."""
    log.warning("Pesan untuk %s: %s | %s", address, subject, " ".join(words.split()))


def by_email(address: str, subject: str, words: str) -> None:
    """By the mail server of Django's EMAIL_* settings; refuses a phone number."""
    if "@" not in address:
        raise NotSent(_("Pengirim ini hanya mengirim e-mail. Minta pengelola memasang pengirim SMS."))
    send_mail(subject, words, None, [address])
