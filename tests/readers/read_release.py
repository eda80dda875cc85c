"""Reads a release with readers that are not ours: DuckDB, pyarrow, polars, frictionless and mlcroissant.

    python read_release.py RELEASE

Every table must open in all of them, with the same rows and the same sums to the centavo, as Parquet and as CSV, and the
Data Package must be valid. Exits with 1 and says what differs if not.
"""

import csv
import json
import pathlib
import subprocess
import sys

import duckdb
import mlcroissant
import polars
import pyarrow
import pyarrow.compute
import pyarrow.parquet
from frictionless import Package

release = pathlib.Path(sys.argv[1]).resolve()
failures = []


def same(what, *values):
    """All readers say the same."""
    if any(value != values[0] for value in values):
        failures.append(f"{what}: {values}")


def sums(table, resource):
    amounts = [f["name"] for f in resource["schema"]["fields"] if f.get("erario:unit") == "MXN"]
    parquet = [str(release / path) for path in resource["erario:parquet"]]
    if not parquet:
        return
    duck = duckdb.connect()
    columns = ", ".join(["count(*)"] + [f'sum("{name}")' for name in amounts])
    by_duckdb = duck.execute(f"select {columns} from read_parquet({parquet!r}, hive_partitioning = false)").fetchone()
    by_csv = duck.execute(
        "select " + ", ".join(["count(*)"] + [f'sum("{name}"::decimal(18, 2))' for name in amounts])
        + f" from read_csv('{release / resource['path']}', all_varchar = true, header = true, nullstr = '')"
    ).fetchone()
    frame = polars.concat([polars.read_parquet(path, hive_partitioning=False) for path in parquet])
    by_polars = (frame.height, *[frame[name].sum() if frame[name].count() else None for name in amounts])
    arrow = pyarrow.concat_tables([pyarrow.parquet.read_table(path, partitioning=None) for path in parquet])
    by_pyarrow = (arrow.num_rows, *[pyarrow.compute.sum(arrow[name]).as_py() for name in amounts])
    same(f"{table}: rows and sums", by_duckdb, by_csv, by_polars, by_pyarrow)
    for name in amounts:
        if str(arrow.schema.field(name).type) != "decimal128(18, 2)":
            failures.append(f"{table}.{name} is {arrow.schema.field(name).type}, expected decimal128(18, 2)")
    for field in arrow.schema:
        if pyarrow.types.is_string_view(field.type) or pyarrow.types.is_dictionary(field.type):
            failures.append(f"{table}.{field.name} is {field.type}, expected a plain string")


package = json.loads((release / "datapackage.json").read_text())
for resource in package["resources"]:
    sums(resource["name"], resource)
    text = (release / resource["path"]).read_bytes()
    if text.startswith(b"\xef\xbb\xbf") or b"\r" in text.replace(b'"', b"").split(b"\n")[0] or not text.endswith(b"\n"):
        failures.append(f"{resource['path']} is not UTF-8 with LF and without BOM")

report = Package(str(release / "datapackage.json")).validate()
for error in report.flatten(["title", "message"])[:20]:
    failures.append(f"frictionless: {error}")
if not report.valid and not failures:
    failures.append("frictionless: the package is not valid")

# Every count of `quality` is the number of rows that its own filter finds; days are told by the one row that has the date.
def counts():
    duck = duckdb.connect()
    # The name of a resource has hyphens where its table has underscores.
    tables = {
        r["schema"]["erario:table"]: [str(release / path) for path in r["erario:parquet"]] for r in package["resources"]
    }
    for name, parquet in tables.items():
        if parquet:
            duck.execute(f"create view {name} as select * from read_parquet({parquet!r}, hive_partitioning = true)")
    lines = duck.execute("select quality_measure, measured, evidence_table, evidence_filter from quality").fetchall()
    for measure, measured, table, condition in lines:
        found = duck.execute(f"select count(*) from {table} where {condition}").fetchone()[0]
        same(f"quality: {measure} where {condition}", 1 if measure == "days_until_seen" else measured, found)
    return len(lines)


counted = counts()
manifest = json.loads((release / "manifest.json").read_text())


def twin(name, table):
    """The CSV for spreadsheets says what the canonical one says, but for an apostrophe before what would run."""
    with open(release / table["excel"], newline="", encoding="utf-8-sig") as file, open(
        release / table["csv"], newline="", encoding="utf-8"
    ) as canonical:
        for number, (safe, plain) in enumerate(zip(csv.reader(file), csv.reader(canonical), strict=True), 1):
            for cell, raw in zip(safe, plain, strict=True):
                is_number = raw.startswith("-") and raw[1:].replace(".", "", 1).isdigit()
                runs = raw[:1] in tuple("=+-@\t\r\n＝＋－＠") and not is_number
                if cell != raw and not (runs and cell == "'" + raw) or runs and cell == raw:
                    failures.append(f"{name}: record {number} of the twin says {cell!r}, expected {raw!r}")


for name, table in manifest["tables"].items():
    with open(release / table["csv"], newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    same(f"{name}: rows in the manifest", table["rows"], rows)
    twin(name, table)

# What changed since the release before opens everywhere too.
path = str(release / "changes.parquet")
described = duckdb.connect().execute("describe select * from read_parquet(?)", [path]).fetchall()
by_pyarrow, by_polars = pyarrow.parquet.read_schema(path), polars.read_parquet(path)
same("changes.parquet: columns", [column[0] for column in described], by_pyarrow.names, by_polars.columns)
same("changes.parquet: rows", pyarrow.parquet.read_table(path).num_rows, by_polars.height)

# Loading checks the bytes of each file and reads every record; validating does neither.
croissant = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
for record_set in croissant.metadata.record_sets:
    loaded = sum(1 for _ in croissant.records(record_set.id))
    same(f"{record_set.id}: records of Croissant", loaded, manifest["tables"][record_set.id]["rows"])
if croissant.metadata.ctx.issues.errors or croissant.metadata.ctx.issues.warnings:
    failures.append(f"croissant.json: {croissant.metadata.ctx.issues.report()[:500]}")

# The schema of the Citation File Format comes with the checker.
citation = ["--builtin-schema", "vendor.citation-file-format", "--default-filetype", "yaml", release / "CITATION.cff"]
checked = subprocess.run([sys.executable, "-m", "check_jsonschema", *citation], capture_output=True, text=True)
if checked.returncode:
    failures.append(f"CITATION.cff: {(checked.stdout + checked.stderr)[:500]}")
if manifest["release_id"] not in (release / "CITATION.cff").read_text(encoding="utf-8"):
    failures.append("CITATION.cff does not name the release")

for failure in failures:
    print(f"SHORT {failure}")
print(f"{len(package['resources'])} tables read by DuckDB, pyarrow, polars, frictionless and mlcroissant, {counted} counts taken again; {len(failures)} differ")
sys.exit(1 if failures else 0)
