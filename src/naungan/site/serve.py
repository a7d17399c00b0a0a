"""The running site: Granian before Django, the job worker beside it, both ending together."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Thread

from naungan.errors import Refused
from naungan.saying import gettext as _
from naungan.web.gathering import gather_static

THREADS = 4  # of each web worker: requests wait for the database most of the time
RESTART_AFTER = 2.0  # seconds before a worker that died is started again
STOP_WITHIN = 20.0  # seconds a worker is given to end what it does


class AddressTaken(Refused):
    """Something else listens where the site should."""


def serve(host: str, port: int, workers: int, *, jobs: bool = True) -> None:
    """Serve the site until interrupted, with the job worker beside it unless `jobs` is off.

    Raises AddressTaken where the address is in use.
    """
    _refuse_taken(host, port)
    gather_static()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings

    server = Granian(
        "naungan.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=THREADS * 4,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
    )
    with _worker_beside() if jobs else nullcontext():
        server.serve()


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as no:
            raise AddressTaken(
                _(
                    "Alamat %(host)s:%(port)s tidak dapat dipakai (%(strerror)s). Pilih pintu lain: naungan serve "
                    "--port %(next)s"
                )
                % {"host": host, "port": port, "strerror": no.strerror, "next": port + 1}
            ) from no


@contextmanager
def _worker_beside() -> Iterator[None]:
    """Keep one job worker running; one that dies is started again."""
    ending = Event()
    keeper = Thread(target=_keep, args=(ending,), name="jobs")
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep(ending: Event) -> None:
    while not ending.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "naungan.cli", "worker"], env=os.environ)
        while worker.poll() is None and not ending.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        elif not ending.is_set():
            time.sleep(RESTART_AFTER)
