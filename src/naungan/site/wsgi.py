"""The site as Granian serves it: whole when it begins to answer, so that nobody's first page waits for modules."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naungan.settings")
# What loading makes stays: the collector need not go through it, now or in the middle of an answer.
gc.disable()
application = get_wsgi_application()
_ = get_resolver().url_patterns
gc.freeze()
gc.enable()
