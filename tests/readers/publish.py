"""Publishes a release to real servers on loopback and reads it back as others do.

    publish.py out path/to/erario [folder with DuckDB's httpfs [folder with Azurite]]

Servers of S3 (moto) and of Azure Blob Storage (Azurite) take it, are tampered with, and are read by the vendors' own
clients. A portal that speaks CKAN's action API takes it. The guide's queries read it over HTTP by ranges. Exits with 1 and says what falls short.
"""

import email.parser
import email.policy
import hashlib
import http.server
import json
import logging
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

import boto3
from moto.server import ThreadedMotoServer

releases, erario = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
httpfs = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
if httpfs and not (httpfs / "duckdb_extensions").is_dir():
    httpfs = None
azurite = pathlib.Path(sys.argv[4]).resolve() / "node_modules/.bin/azurite-blob" if len(sys.argv) > 4 else None
guide = pathlib.Path(__file__).parents[2] / "docs/guides/publish-and-pull.md"
work = pathlib.Path(tempfile.mkdtemp())
listing = json.loads((releases / "releases.json").read_text())
latest = listing["latest"]
failures, skipped = [], []
logging.getLogger("werkzeug").setLevel(logging.ERROR)


def short(what, why=""):
    failures.append(f"{what}: {why}" if why else what)


def run(*arguments, code=0, env=None):
    """Runs erario, which is expected to end with this code."""
    state = {"XDG_STATE_HOME": str(work / "state"), "ERARIO_ALLOW_LOOPBACK": "1"}
    done = subprocess.run([erario, *arguments, "--json", "--quiet"], capture_output=True, text=True,
                          env={**os.environ, **state, **(env or {})})
    if done.returncode != code:
        short(" ".join(map(str, arguments)), f"ended with {done.returncode}, expected {code}: {done.stderr[:500]}")
    return json.loads(done.stdout) if done.returncode == code == 0 else done.stderr


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def check_lists(to, env, read):
    """The list of a bucket is replaced by a newer one, by what it was read as, and not by an older one."""
    out = work / f"out-{to.split(':')[0]}"
    shutil.copytree(releases, out, symlinks=True)
    run("yank", latest, "--why", "prueba", "--out", out)
    published = run("publish", to, "--out", out, env=env)
    if not published["is_new_list"] or json.loads(read())["serial"] != listing["serial"] + 1:
        short(f"{to}: a newer list", str(published))
    older = run("publish", to, "--out", releases, code=12, env=env)
    if f"it has the serial {listing['serial'] + 1}" not in older:
        short(f"{to}: an older list", older)


def check_azure():
    if not azurite or not azurite.is_file():
        skipped.append("Azure: Azurite is not here")
        return 0
    from azure.storage.blob import ContainerClient

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The account that Microsoft publishes for its emulator.
    account = "devstoreaccount1"
    key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    command = [azurite, "--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--blobPort", str(port)]
    server = subprocess.Popen(command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        container = ContainerClient.from_connection_string(
            f"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};"
            f"BlobEndpoint=http://127.0.0.1:{port}/{account};", "datos")
        container.create_container()
        env = {"AZURE_STORAGE_USE_EMULATOR": "true", "AZURITE_BLOB_STORAGE_URL": f"http://127.0.0.1:{port}",
               "AZURE_STORAGE_ACCOUNT_NAME": account, "AZURE_STORAGE_ACCOUNT_KEY": key}
        to = "az://datos/erario"
        run("publish", to, "--out", releases, env=env)
        names = [blob.name.removeprefix("erario/") for blob in container.list_blobs()]
        read = lambda name: container.download_blob(f"erario/{name}").readall()
        for name in names:
            if not name.startswith("lists/") and sha256(read(name)) != sha256((releases / name).read_bytes()):
                short(f"azure: {name} is another file")
        container.upload_blob(f"erario/{latest}/README.md", b"changed", overwrite=True)
        mended = run("publish", to, "--again", "--out", releases, env=env)
        if [sent["sent"] for sent in mended["releases"] if sent["release"] == latest] != [1]:
            short("azure: mended", str(mended))
        check_lists(to, env, lambda: read("releases.json"))
        return len(names)
    finally:
        server.terminate()
        server.wait()


def check_s3():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://127.0.0.1:{port}"
    keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_REGION": "us-east-1"}
    env = {**keys, "AWS_ENDPOINT_URL": endpoint, "AWS_ALLOW_HTTP": "true"}
    s3 = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="x", aws_secret_access_key="y",
                      region_name="us-east-1")
    to = "s3://datos/erario"
    stderr = run("publish", to, "--out", releases, code=20, env=env)
    if "check that the bucket is there" not in stderr:
        short("a bucket that is not there", stderr)
    s3.create_bucket(Bucket="datos", ACL="public-read")
    first = run("publish", to, "--out", releases, env=env)
    again = run("publish", to, "--out", releases, env=env)
    if not first["is_new_list"] or again["is_new_list"] or again["releases"]:
        short("s3: published twice", f"{first} {again}")

    def files():
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket="datos", Prefix="erario/")
        return {item["Key"].removeprefix("erario/") for page in pages for item in page.get("Contents", [])}

    def read(name):
        return s3.get_object(Bucket="datos", Key=f"erario/{name}")["Body"].read()

    here = {"releases.json", "releases.json.minisig"}
    for folder in [entry["id"] for entry in listing["releases"]]:
        here |= {str(path.relative_to(releases)) for path in (releases / folder).rglob("*") if path.is_file()}
    there = {name for name in files() if not name.startswith("lists/")}
    if there != here:
        short("s3: files", f"{sorted(there ^ here)[:5]}")
    for name in sorted(there):
        if sha256(read(name)) != sha256((releases / name).read_bytes()):
            short(f"s3: {name} is another file")
    head = s3.head_object(Bucket="datos", Key=f"erario/{latest}/csv/spending_by_function.csv")
    if head["ContentType"] != "text/csv; charset=utf-8" or "immutable" not in head["CacheControl"]:
        short("s3: what a web server says of a table", f"{head['ContentType']} {head['CacheControl']}")

    # What was damaged or never arrived is put right, and nothing else is sent.
    s3.put_object(Bucket="datos", Key=f"erario/{latest}/README.md", Body=b"changed")
    s3.delete_object(Bucket="datos", Key=f"erario/{latest}/LICENSE")
    mended = run("publish", to, "--again", "--out", releases, env=env)
    if [sent["sent"] for sent in mended["releases"] if sent["release"] == latest] != [2]:
        short("s3: mended", str(mended))
    check_lists(to, env, lambda: read("releases.json"))
    s3.put_object(Bucket="datos", Key="erario/releases.json", Body=(releases / "releases.json").read_bytes())
    # Read by everybody, as a bucket of open data is.
    for name in files():
        s3.put_object_acl(Bucket="datos", Key=f"erario/{name}", ACL="public-read")
    url = f"{endpoint}/datos/erario"
    if not run("verify", url)["ok"]:
        short("s3: verified")
    run("pull", url, "--to", work / "from-s3")
    server.stop()
    return len(there)


class Portal(http.server.BaseHTTPRequestHandler):
    """The part of CKAN's action API that publishing needs, with its words and status codes."""

    package, files, private_while = None, {}, []

    def answer(self, result=None, status=200, error=None):
        body = json.dumps({"success": error is None, "result": result, "error": error}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        data = Portal.files[self.path.rsplit("/", 1)[1]]
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        action = self.path.removeprefix("/api/3/action/")
        raw = self.rfile.read(int(self.headers["Content-Length"])) if "Content-Length" in self.headers else self.chunks()
        if self.headers["Authorization"] != "token":
            return self.answer(status=403, error={"__type": "Authorization Error", "message": "Access denied"})
        kind = self.headers["Content-Type"]
        if kind.startswith("multipart/"):
            message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(
                b"Content-Type: " + kind.encode() + b"\r\n\r\n" + raw)
            fields = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
                      for part in message.iter_parts()}
            data = fields.pop("upload")
            body = {name: value.decode() for name, value in fields.items()}
        else:
            data, body = None, json.loads(raw)
        package = Portal.package
        if action == "package_show":
            if not package or body["id"] not in (package["name"], package["id"]):
                return self.answer(status=404, error={"__type": "Not Found Error", "message": "Not found"})
            return self.answer(package)
        if action == "package_create":
            if not body.get("owner_org"):
                return self.answer(status=409, error={"__type": "Validation Error", "owner_org": ["Missing value"]})
            Portal.package = {**body, "id": "p1", "resources": []}
            return self.answer(Portal.package)
        if action == "package_patch":
            package.update(body)
            return self.answer(package)
        if action in ("resource_create", "resource_patch"):
            Portal.private_while.append(package["private"])
            if action == "resource_create":
                body["id"] = f"r{len(package['resources'])}"
                package["resources"].append(body)
            resource = next(one for one in package["resources"] if one["id"] == body["id"])
            resource.update(body, url=f"http://127.0.0.1:{self.server.server_port}/download/{body['id']}")
            Portal.files[body["id"]] = data
            return self.answer(resource)
        return self.answer(status=400, error={"message": f"no action {action}"})

    def chunks(self):
        data = b""
        while size := int(self.rfile.readline(), 16):
            data += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return data

    def log_message(self, *_):
        pass


def check_ckan():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    to = f"ckan+http://127.0.0.1:{server.server_port}/dataset/erario"
    env = {"ERARIO_CKAN_TOKEN": "token"}
    run("publish", to, "--out", releases, code=2, env={"ERARIO_CKAN_TOKEN": ""})
    denied = run("publish", to, "--out", releases, code=20, env={"ERARIO_CKAN_TOKEN": "other"})
    if "Access denied" not in denied:
        short("ckan: another token", denied)
    unowned = run("publish", to, "--out", releases, code=20, env=env)
    if "owner_org" not in unowned:
        short("ckan: no organization", unowned)
    first = run("publish", to, "--organization", "finanzas", "--out", releases, env=env)
    package = Portal.package
    if package["version"] != latest or package["private"] or not all(Portal.private_while):
        short("ckan: the dataset", f"{package['version']} private={package['private']} {Portal.private_while[:3]}")
    sums = dict(reversed(line.split("  ", 1)) for line in (releases / latest / "SHA256SUMS").read_text().splitlines())
    for resource in package["resources"]:
        found = sha256(Portal.files[resource["id"]])
        expected = sums.get(resource["name"]) or sha256((releases / latest / resource["name"]).read_bytes())
        if found != expected or resource["hash"] != expected:
            short(f"ckan: {resource['name']} is another file")
    manifest = json.loads((releases / latest / "manifest.json").read_text())
    names = {resource["name"] for resource in package["resources"]}
    tables = {path for table in manifest["tables"].values() for path in [table["csv"], *table["parquet"]]}
    if not tables | set(manifest["workbooks"]) <= names:
        short("ckan: resources", f"{sorted((tables | set(manifest['workbooks'])) - names)[:5]}")
    # Somebody else's resource stays, what is there is not sent again, and what changed there is put right.
    package["resources"].append({"id": "r999", "name": "minuta.pdf", "url": "http://example.org/minuta.pdf"})
    if run("publish", to, "--out", releases, env=env)["releases"][0]["sent"] != 0:
        short("ckan: published twice")
    Portal.files["r0"] = b"changed"
    mended = run("publish", to, "--again", "--out", releases, env=env)
    if mended["releases"][0]["sent"] != 1 or package["resources"][-1]["name"] != "minuta.pdf":
        short("ckan: mended", str(mended))
    server.shutdown()
    return first["releases"][0]["sent"]


class Ranges(http.server.SimpleHTTPRequestHandler):
    """A folder, with ranges as web servers give them."""

    asked = []

    def do_GET(self):
        path = pathlib.Path(self.translate_path(self.path))
        found = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not found or not path.is_file():
            return super().do_GET()
        size = path.stat().st_size
        first, last = found.groups()
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        Ranges.asked.append(self.path)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        with open(path, "rb") as file:
            file.seek(start)
            self.wfile.write(file.read(end - start + 1))

    def end_headers(self):
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, *_):
        pass


def rust(text):
    """The command that runs a program, with the polars that the project uses."""
    root, folder = guide.parents[2], work / "rust"
    (folder / "src").mkdir(parents=True)
    version = re.search(r'^polars = \{ version = "([^"]+)"', (root / "Cargo.toml").read_text(), re.M).group(1)
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "query"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies.polars]\n'
        f'version = "{version}"\ndefault-features = false\nfeatures = ["lazy", "parquet", "dtype-decimal", "fmt"]\n'
        '[profile.dev]\ndebug = false\n')
    shutil.copy(root / "Cargo.lock", folder)
    (folder / "src/main.rs").write_text(text.replace("erario-data/", f"{work}/erario-data/"))
    return ["cargo", "run", "--quiet", "--manifest-path", str(folder / "Cargo.toml")]


def check_snippets():
    """R08: every query of the guide runs, and all of them say the same."""
    folder = work / "www"
    run("publish", folder / "erario", "--out", releases)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: Ranges(*a, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/erario"
    blocks = re.findall(r"```(sql|python|rust|r)\n(.*?)```", guide.read_text(encoding="utf-8"), re.S)
    run("pull", base, "spending_by_function", "--to", work / "erario-data")
    said = {}
    for number, (language, text) in enumerate(blocks):
        text = text.replace("https://datos.example.mx/erario", base)
        name = "pandas" if "pandas" in text else "polars" if "polars" in text else language
        Ranges.asked.clear()
        env = dict(os.environ)
        if language == "sql":
            if not httpfs:
                skipped.append("DuckDB over HTTP: its extension httpfs is not here")
                continue
            env.update(PYTHONPATH=str(httpfs), HOME=str(work))
            text = ("import duckdb\nfrom duckdb_extensions import import_extension\nimport_extension('httpfs')\n"
                    f"print(*duckdb.sql({text!r}).fetchall(), sep='\\n')\n")
            command = [sys.executable, "-c", text]
        elif language == "rust":
            name, command = "polars in Rust", rust(text)
            env.update(POLARS_FMT_MAX_ROWS="100", CARGO_TARGET_DIR=os.path.expanduser("~/.cache/erario-query"))
        elif language == "r":
            if not shutil.which("Rscript"):
                skipped.append("R is not installed")
                continue
            command = ["Rscript", "-e", text]
        else:
            command = [sys.executable, "-c", "import polars as pl\npl.Config.set_tbl_rows(100)\n" + text if name == "polars" else text]
        done = subprocess.run(command, capture_output=True, text=True, env=env)
        if done.returncode:
            short(f"the guide's query {number} ({name})", done.stderr[-500:])
            continue
        if name in ("sql", "polars") and not Ranges.asked:
            short(f"the guide's query {number} ({name})", "read the whole file, not ranges")
        # A year and an amount, however a tool prints them.
        found = re.findall(r"\b(20\d\d)\b[^0-9-]+(?:Decimal\(')?(\d+(?:\.\d+)?(?:e[+]?\d+)?)", done.stdout)
        said[f"{number} {name}"] = {(year, round(float(amount))) for year, amount in found}
    expected = next(iter(said.values()), set())
    for name, rows in said.items():
        if len(rows) < 5 or rows != expected:
            short(f"the guide's query {name}", f"says {sorted(rows)[:3]}, expected {sorted(expected)[:3]}")
    server.shutdown()
    return len(said)


files, resources, queries = check_s3() + check_azure(), check_ckan(), check_snippets()
for failure in failures[:20]:
    print(f"SHORT {failure}")
for why in skipped:
    print(f"skipped: {why}")
print(f"{files} files in buckets, {resources} resources in a portal, {queries} queries of the guide; {len(failures)} fall short")
shutil.rmtree(work)
sys.exit(1 if failures else 0)
