"""A PostgreSQL of our own: in a temporary folder, on a socket in it, and gone afterwards."""

import contextlib
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile


class Postgres:
    def __init__(self, folder, port, psql, ddl):
        self.folder, self.port, self.psql, self.ddl = folder, port, psql, ddl

    @staticmethod
    @contextlib.contextmanager
    def start(ddl):
        """A server with these tables, or nothing, in so many words, where PostgreSQL is not installed."""
        places = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        path = os.pathsep.join([*map(str, reversed(places)), os.environ.get("PATH", "")])
        initdb, pg_ctl, psql = (shutil.which(name, path=path) for name in ("initdb", "pg_ctl", "psql"))
        if not (initdb and pg_ctl and psql):
            print("skipped: PostgreSQL is not installed (apt-get install postgresql)")
            yield None
            return
        folder = tempfile.mkdtemp(prefix="erario-postgres-")
        as_user = []
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            as_user = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
        os.chmod(folder, 0o755)
        data = f"{folder}/data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        def run(*command):
            subprocess.run([*as_user, *command], check=True, capture_output=True, cwd=folder, env={**os.environ, "HOME": folder})

        run(initdb, "-D", data, "-U", "erario", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses='' -c fsync=off"
        run(pg_ctl, "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            server = Postgres(folder, port, psql, ddl)
            server.must(ddl)
            yield server
        finally:
            run(pg_ctl, "-D", data, "-m", "immediate", "-w", "stop")
            shutil.rmtree(folder, ignore_errors=True)

    def say(self, script):
        """What psql answers to a script: its exit code, its output, its complaint."""
        command = [self.psql, "-h", self.folder, "-p", str(self.port), "-U", "erario", "-d", "postgres"]
        run = subprocess.run(
            [*command, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"], input=script, capture_output=True, text=True
        )
        return run.returncode, run.stdout.strip(), run.stderr.strip()

    def must(self, script):
        code, _, complaint = self.say(script)
        if code:
            raise RuntimeError(f"PostgreSQL: {complaint[:1000]}")

    @staticmethod
    def copy(table, path):
        return f"\\copy \"{table}\" FROM '{path}' WITH (FORMAT csv, HEADER, NULL '')\n"

    def load(self, table, path):
        """Takes a table in; the complaint, and how many rows there are."""
        _, _, complaint = self.say(self.copy(table, path))
        _, count, _ = self.say(f'SELECT count(*) FROM "{table}";')
        return complaint[:500], int(count)

    def empty(self):
        self.must(f"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n{self.ddl}")

    def takes(self, table, path, parents):
        """Takes a file in, and gives it back."""
        loads = "".join(self.copy(name, of_name) for name, of_name in [*parents, (table, path)])
        return self.say(f"BEGIN;\n{loads}ROLLBACK;\n")[0] == 0
