"""Holds the forms of the contract to tools that are not ours, and a release to all of them.

    python schemas.py RELEASE ERARIO

`schemas/` and `schemas/exports/` of this checkout are read by frictionless, jsonschema, check-jsonschema, pydantic,
DuckDB, PostgreSQL, pyarrow and tsc, and by the command `erario validate` itself. The release must pass them all, and the same broken rows must be refused by all that
judge rows. Says which tool is missing, and exits with 1 if anything falls short.
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import duckdb
import frictionless
import jsonschema
import pyarrow
import pyarrow.parquet
from postgres import Postgres
from referencing import Registry, Resource
from typescript import check_types

here = pathlib.Path(__file__).resolve().parent
schemas = here.parent.parent / "schemas"
exports = schemas / "exports"
release = pathlib.Path(sys.argv[1]).resolve()
erario = pathlib.Path(sys.argv[2]).resolve()
failures = []

# A table, what is changed in its first row, and why that is wrong.
BROKEN = [
    ("spending_by_function", {"government_level": "kingdom"}, "a value outside its list"),
    ("spending_by_function", {"fiscal_year": "1492"}, "a year below the minimum"),
    ("spending_by_function", {"fiscal_year": "veinte"}, "a year that is no number"),
    ("spending_by_function", {"approved": "12,5"}, "an amount with a comma"),
    ("spending_by_function", {"jurisdiction_code": ""}, "nothing where something must be"),
    ("spending_by_function", {"jurisdiction_code": "2"}, "a code that lost its zero"),
    ("spending_by_function", {"period": "2024-Q5"}, "a fifth quarter"),
    ("spending_by_function", {"is_cumulative": "quizá"}, "a boolean that is none"),
    ("spending_by_function", {"source_row": "0"}, "a record before the first one"),
    ("source_file", {"sha256": "ABC"}, "a checksum that is none"),
    ("finding", {"occurrences": "many"}, "a count that is no number"),
    ("finding", {"finding_id": "F1"}, "an id of another form"),
    ("theme_line", {"share": "1.5"}, "a share above one"),
    ("commitment", {"evidence_url": "ftp://example.org"}, "an address of another kind"),
]


def short(what, why=""):
    failures.append(f"{what}: {why}" if why else what)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def rows_of(table):
    with open(release / f"csv/{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


tables = {path.stem: read(path) for path in sorted((schemas / "tables").glob("*.json"))}
rows = {table: rows_of(table) for table in tables}
kinds = {table: {field["name"]: field for field in schema["fields"]} for table, schema in tables.items()}


def as_json(table, row):
    """A row of a CSV as the JSON that the exported schema describes; what is no number stays text."""
    read_as = {"integer": int, "year": int, "boolean": {"true": True, "false": False}.__getitem__, "number": float}
    out = {}
    for name, cell in row.items():
        field = kinds[table][name]
        is_money = field.get("erario:unit") == "MXN"
        try:
            out[name] = None if cell == "" else cell if is_money else read_as.get(field["type"], str)(cell)
        except (ValueError, KeyError):
            out[name] = cell
    return out


def check_profile():
    """Our files are Table Schema v2, in our own profile, which knows no other keyword of ours."""
    v2 = read(here / "tableschema-2.0.json")
    registry = Registry().with_resource("https://datapackage.org/profiles/2.0/tableschema.json", Resource.from_contents(v2))
    profile = jsonschema.Draft7Validator(read(schemas / "erario.schema.json"), registry=registry)
    for name, schema in [("fields", read(schemas / "fields.json")), *tables.items()]:
        for error in profile.iter_errors(schema):
            short(f"profile: {name}", error.message[:200])
    for edit in ({"erario:units": "MXN"}, {"erario:unit": 1}):
        schema = json.loads(json.dumps(tables["finding"]))
        schema["fields"][0].update(edit)
        if profile.is_valid(schema):
            short("profile", f"admits {edit}")


def check_frictionless():
    """The code lists, and the release's CSV held to the table files as they are."""
    resources = [
        {"name": table.replace("_", "-"), "path": f"csv/{table}.csv", "format": "csv", "encoding": "utf-8", "schema": schema}
        for table, schema in tables.items()
    ]
    package = frictionless.Package.from_descriptor({"name": "release", "resources": resources}, basepath=str(release))
    for name, package in [("codelists", frictionless.Package(str(schemas / "codelists/datapackage.json"))), ("tables", package)]:
        report = package.validate()
        for error in report.flatten(["title", "message"])[:10]:
            short(f"frictionless: {name}", error)
        if not report.valid and not report.flatten(["title"]):
            short(f"frictionless: {name}", "not valid")


def by_frictionless(table, row):
    schema = {key: value for key, value in tables[table].items() if key != "foreignKeys"}
    resource = frictionless.Resource(data=[list(row), list(row.values())], schema=frictionless.Schema.from_descriptor(schema))
    return resource.validate().valid


def by_erario(table, path):
    """`erario validate`: what does not fit ends with 1, and nothing else does."""
    command = [str(erario), "validate", str(path), "--schema", table, "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        short(f"erario validate {table}", run.stderr)
    return run.returncode == 0


validators = {}


def by_json_schema(table, row):
    if table not in validators:
        schema = read(exports / f"json-schema/{table}.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[table] = jsonschema.Draft202012Validator(schema)
    return validators[table].is_valid(as_json(table, row))


def by_command(table, *candidates):
    """`check-jsonschema` on rows, each in a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for place, row in enumerate(candidates):
            files.append(pathlib.Path(folder) / f"{place}.json")
            files[-1].write_text(json.dumps(as_json(table, row)), encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(exports / f"json-schema/{table}.json")]
        return subprocess.run([*command, *map(str, files)], capture_output=True).returncode == 0


def check_json_schema():
    every = sorted(str(path) for path in (exports / "json-schema").glob("*.json"))
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *every]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        short("check-jsonschema", run.stdout[:500])
    for table in tables:
        for place, row in enumerate(rows[table]):
            if not by_json_schema(table, row):
                error = next(validators[table].iter_errors(as_json(table, row)))
                short(f"JSON Schema: {table}, row {place + 1}", error.message[:200])
                break
    if not by_command("finding", *rows["finding"][:5]):
        short("check-jsonschema", "refuses released rows")


def pydantic_models():
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(exports))
    import erario_schema

    return erario_schema.TABLES


models = pydantic_models()


def by_pydantic(table, row):
    try:
        models[table].model_validate(row)
    except ValueError:
        return False
    return True


def check_pydantic():
    for table in tables:
        for place, row in enumerate(rows[table]):
            if not by_pydantic(table, row):
                short(f"pydantic: {table}", f"refuses row {place + 1}")
                break


def order(ddl):
    return re.findall(r'^CREATE TABLE "(\w+)"', ddl, re.MULTILINE)


class Duck:
    """DuckDB with our tables."""

    def __init__(self):
        self.ddl = (exports / "duckdb.sql").read_text(encoding="utf-8")
        self.connection = duckdb.connect()
        self.connection.execute(self.ddl)

    def load(self, table, path):
        self.connection.execute(f"COPY \"{table}\" FROM '{path}' (FORMAT csv, HEADER, NULLSTR '')")

    def check_release(self):
        for table in order(self.ddl):
            try:
                self.load(table, release / f"csv/{table}.csv")
            except duckdb.Error as error:
                short(f"DuckDB: {table}", str(error)[:300])
                continue
            count = self.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            if count != len(rows[table]):
                short(f"DuckDB: {table}", f"{count} rows, expected {len(rows[table])}")

    def takes(self, table, path, parents):
        """Takes a file in, and gives it back."""
        self.connection.execute("BEGIN")
        try:
            for parent, of_parent in parents:
                self.load(parent, of_parent)
            self.load(table, path)
            return True
        except duckdb.Error:
            return False
        finally:
            self.connection.execute("ROLLBACK")


def check_arrow():
    """Parquet files have the exported Arrow schema."""
    for table in tables:
        parts = sorted(release.glob(f"parquet/{table}.parquet")) + sorted(release.glob(f"parquet/{table}/**/*.parquet"))
        for part in parts[:1]:
            found = {field.name: field for field in pyarrow.parquet.read_schema(part)}
            for field in read(exports / f"arrow/{table}.json")["schema"]["fields"]:
                if "fiscal_year=" in str(part) and field["name"] == "fiscal_year":
                    continue
                kind = field["type"]
                expected = {
                    "utf8": lambda: pyarrow.string(),
                    "bool": lambda: pyarrow.bool_(),
                    "int": lambda: pyarrow.int32() if kind["bitWidth"] == 32 else pyarrow.int64(),
                    "decimal": lambda: pyarrow.decimal128(kind["precision"], kind["scale"]),
                }[kind["name"]]()
                if found[field["name"]].type != expected:
                    short(f"Arrow: {table}.{field['name']}", f"{found[field['name']].type}, expected {expected}")


def check_fiscal():
    with open(here / "fdp_column_types.csv", newline="", encoding="utf-8") as file:
        known = {row["columnType"] for row in csv.DictReader(file)}
    for resource in read(exports / "fiscal.json")["resources"]:
        for field in resource["schema"]["fields"]:
            if field["columnType"] not in known:
                short(f"fiscal: {field['name']}", field["columnType"])


def write_csv(path, row):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(row)
        writer.writerow(row.values())


def check_broken_rows(duck, postgres):
    """Each broken row is refused by every judge, and the same row unbroken by none."""
    folder = pathlib.Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    for table, changes, why in BROKEN:
        good = rows[table][0]
        for row, is_good in [(good, True), ({**good, **changes}, False)]:
            path = folder / "row.csv"
            write_csv(path, row)
            parents = [] if table == "source_file" else [("source_file", release / "csv/source_file.csv")]
            judged = {
                "JSON Schema": by_json_schema(table, row),
                "check-jsonschema": by_command(table, row),
                "pydantic": by_pydantic(table, row),
                "frictionless": by_frictionless(table, row),
                "DuckDB": duck.takes(table, path, parents),
                "erario": by_erario(table, path),
            }
            if postgres:
                judged["PostgreSQL"] = postgres.takes(table, path, parents)
            for judge, takes in judged.items():
                if takes != is_good:
                    short(f"{judge}: {table}, {changes} ({why})", "refused before the change" if is_good else "taken")


check_profile()
check_frictionless()
check_json_schema()
check_pydantic()
check_arrow()
check_fiscal()
Duck().check_release()
with Postgres.start((exports / "postgresql.sql").read_text(encoding="utf-8")) as postgres:
    if postgres:
        for table in order(postgres.ddl):
            complaint, count = postgres.load(table, release / f"csv/{table}.csv")
            if count != len(rows[table]):
                short(f"PostgreSQL: {table}", complaint or f"{count} rows, expected {len(rows[table])}")
        postgres.empty()
    check_broken_rows(Duck(), postgres)
sample = {table: [as_json(table, row) for row in of_table[:20]] for table, of_table in rows.items()}
for complaint in check_types(exports / "erario.ts", sample):
    short("tsc", complaint)

for failure in failures:
    print(f"SHORT {failure}")
print(f"{len(tables)} tables in every form, {len(BROKEN)} broken rows; {len(failures)} fall short")
sys.exit(1 if failures else 0)
