"""Several machines of ours, as far as one machine can be several: a database server of
their own, a standby of it, a pool of connections before it, and what serves pages.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from practice.database.embedded import cluster
from practice.database.pooled import connect_query
from tests.environment import PATIENCE, ROOT
from tests.serving import GUNICORN, free_port, wait_for

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
NEEDS_PGBOUNCER = "PgBouncer is missing: apt-get install pgbouncer"
NAME = "third_chair"
LOCALE = "TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"

POOL = """
[databases]
{name} = host={primary} port=5432 dbname={name} {said}
[pgbouncer]
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
query_wait_timeout = 10
server_login_retry = 1
unix_socket_dir = {sockets}
listen_addr =
listen_port = 6432
auth_type = trust
auth_file = {sockets}/users
"""


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@dataclass
class Machines:
    """In a folder, which whoever runs the servers may enter."""

    folder: Path
    owner: str | None
    running: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def primary(self) -> Path:
        """A server with an empty database; the folder of its socket."""
        data = self.folder / "primary"
        self._run("initdb", f"--pgdata={data}", f"--username={NAME}", "--auth=trust")
        sockets = self._start(data)
        with psycopg.connect(host=str(sockets), user=NAME, dbname="postgres") as server:
            server.autocommit = True
            server.execute(f"CREATE DATABASE {NAME} ENCODING 'UTF8' {LOCALE}")
        return sockets

    def standby(self, primary: Path) -> Path:
        """A replica of ``primary``, which follows it; the folder of its socket."""
        data = self.folder / "standby"
        source = f"host={primary} port=5432 user={NAME}"
        how = [f"--dbname={source}", "--checkpoint=fast"]
        self._run("pg_basebackup", f"--pgdata={data}", "-R", *how)
        (data / ".s.PGSQL.5432.lock").unlink()  # the primary's, which it copied
        return self._start(data)

    def pool(self, primary: Path, size: int = 3, said: str | None = None) -> Path:
        """PgBouncer, in transaction mode, in front of ``primary``."""
        sockets = self.folder / "pool"
        sockets.mkdir(exist_ok=True)
        if self.owner:
            shutil.chown(sockets, self.owner)
        query = connect_query() if said is None else said
        (sockets / "users").write_text(f'"{NAME}" ""\n')
        conf = sockets / "pgbouncer.ini"
        given = {"name": NAME, "primary": primary, "sockets": sockets, "size": size}
        conf.write_text(POOL.format(said=query, **given))
        user = {"user": self.owner} if self.owner else {}
        assert PGBOUNCER
        self._live([PGBOUNCER, "--quiet", str(conf)], **user)
        until((sockets / ".s.PGSQL.6432").exists)
        return sockets

    def web(self, **settings: str) -> tuple[subprocess.Popen[bytes], str]:
        """One more that serves pages, and its address."""
        port = free_port()
        environment = {**os.environ, **settings, "PORT": str(port)}
        environment.setdefault("DATA_DIR", str(self.folder))
        process = self._live(GUNICORN, cwd=ROOT, env=environment)
        wait_for(port, process)
        return process, f"http://127.0.0.1:{port}"

    def work(self, **settings: str) -> subprocess.Popen[bytes]:
        """What runs the jobs."""
        return self._live(
            [sys.executable, "manage.py", "work"],
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": str(self.folder), **settings},
        )

    def _start(self, data: Path) -> Path:
        said = f"-k {data} -c listen_addresses= -c fsync=off"
        how = [f"--pgdata={data}", f"--log={data}/log", f"--options={said}", "--wait"]
        self._run("pg_ctl", "start", *how)
        stopped = [f"--pgdata={data}", "--mode=immediate"]
        self.running.callback(cluster.run, "pg_ctl", "stop", *stopped, owner=self.owner)
        return data

    def _run(self, *words: str) -> None:
        assert cluster.run(*words, owner=self.owner) == 0, words

    def _live(self, words: list[str], **how: object) -> subprocess.Popen[bytes]:
        """Until the end of the test. In a group of its own, to be killed as one."""
        how |= {"start_new_session": True}
        process = subprocess.Popen(words, **how)  # type: ignore[call-overload]
        self.running.callback(end, process)
        return process  # type: ignore[no-any-return]


@contextlib.contextmanager
def machines() -> Iterator[Machines]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        owner = cluster.owner_of(folder / "none")
        if owner:
            os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)
            cluster.let_through(owner, folder)
        made = Machines(folder, owner)
        with made.running:
            yield made


def kill(process: subprocess.Popen[bytes]) -> None:
    """With all that it started, and at once, as a machine goes that loses its power."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=PATIENCE)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    finally:
        kill(process)


def url(sockets: Path, port: int = 5432, more: str = "") -> str:
    """What DATABASE_URL says of a server, or of a pool."""
    return f"postgres://{NAME}@{quote(str(sockets), safe='')}:{port}/{NAME}{more}"


def manage(*words: str, **settings: str) -> str:
    """What a command, or Python of ours, has to say."""
    done = subprocess.run(
        [sys.executable, *words],
        check=True,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout
