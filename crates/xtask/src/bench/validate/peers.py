"""Holds a CSV against a Table Schema with programs that are not ours.

    python peers.py duckdb-scan|duckdb|frictionless|dataframely FILE SCHEMA

Prints the number of rows, and fails if a rule is broken: the file that is timed breaks none, and a program that says
otherwise has not done the work. Types, required cells, patterns, lists, lengths, ranges,
the key and the formulas are those of the schema.
"""

import json
import sys

which, path, schema_path = sys.argv[1:4]
schema = json.load(open(schema_path))
fields = schema["fields"]
key = schema["primaryKey"]
formulas = [entry["formula"] for entry in schema["erario:formulas"]]


def told(rows, broken):
    print(rows)
    if broken:
        sys.exit(f"{broken} rows break a rule")


def duckdb_connection():
    import duckdb

    db = duckdb.connect()
    db.execute("set threads = 2")
    db.execute("set memory_limit = '8GB'")
    types = {"string": "varchar", "integer": "bigint", "number": "decimal(18, 2)"}
    columns = ", ".join(f"'{field['name']}': '{types[field['type']]}'" for field in fields)
    return db, f"read_csv('{path}', header = true, columns = {{{columns}}}, nullstr = '')"


def duckdb_scan():
    db, table = duckdb_connection()
    counts = ", ".join(f'count("{field["name"]}")' for field in fields)
    told(db.execute(f"select count(*), {counts} from {table}").fetchone()[0], 0)


def duckdb_rules():
    db, table = duckdb_connection()
    checks = []
    for field in fields:
        name, constraints = f'"{field["name"]}"', field.get("constraints", {})
        if constraints.get("required"):
            checks.append(f"{name} is null")
        if "pattern" in constraints:
            checks.append(f"not regexp_full_match({name}, '{constraints['pattern']}')")
        if "enum" in constraints:
            checks.append(f"{name} not in ({', '.join(repr(value) for value in constraints['enum'])})")
        if "maxLength" in constraints:
            checks.append(f"length({name}) > {constraints['maxLength']}")
        if "minimum" in constraints:
            checks.append(f"{name} < {constraints['minimum']}")
        if "maximum" in constraints:
            checks.append(f"{name} > {constraints['maximum']}")
    checks.append("abs(modified - approved - extensions_reductions) > 0.01")
    checks.append("paid > accrued + 0.01")
    columns = ", ".join(f'"{name}"' for name in key)
    # One reading of the file gives both: the checks, and the keys that stand twice.
    group = f"select {columns}, count(*) as rows, {', '.join(f'count(*) filter ({c}) as c{i}' for i, c in enumerate(checks))} from {table} group by all"
    total = " + ".join(f"sum(c{i})" for i in range(len(checks)))
    told(*db.execute(f"select sum(rows), {total} + sum(rows - 1) from ({group})").fetchone())


def frictionless_rules():
    import pathlib
    import tempfile

    from frictionless import Checklist, Resource, Schema, checks, system

    own = {"fields": fields, "primaryKey": key}
    checklist = Checklist(
        checks=[
            checks.row_constraint(formula="-0.01 <= modified - approved - extensions_reductions <= 0.01"),
            checks.row_constraint(formula="paid <= accrued"),
        ]
    )
    file = pathlib.Path(path).resolve()
    with system.use_context(trusted=True):
        resource = Resource(path=str(file), schema=Schema.from_descriptor(own), encoding="utf-8")
        report = resource.validate(checklist)
    told(report.tasks[0].stats["rows"], report.stats["errors"])


def dataframely_rules():
    import dataframely as dy
    import polars as pl

    members = {}
    for field in fields:
        name, constraints = field["name"], field.get("constraints", {})
        nullable, primary = not constraints.get("required"), name in key
        if field["type"] == "string":
            if "enum" in constraints:
                checks = {"enum": lambda column, values=constraints["enum"]: column.is_in(values)}
            else:
                checks = None
            pattern = f"^(?:{constraints['pattern']})$" if "pattern" in constraints else None
            members[name] = dy.String(
                nullable=nullable, primary_key=primary, regex=pattern, max_length=constraints.get("maxLength"), check=checks
            )
        elif field["type"] == "integer":
            members[name] = dy.Int64(
                nullable=nullable, primary_key=primary, min=constraints.get("minimum"), max=constraints.get("maximum")
            )
        else:
            members[name] = dy.Decimal(18, 2, nullable=nullable, min=constraints.get("minimum"))

    members["modified_differs"] = dy.rule()(
        lambda cls: (pl.col("modified") - pl.col("approved") - pl.col("extensions_reductions")).abs() <= 0.01
    )
    members["paid_exceeds"] = dy.rule()(lambda cls: pl.col("paid") <= pl.col("accrued"))
    budget = type("Budget", (dy.Schema,), members)
    types = {"string": pl.String, "integer": pl.Int64, "number": pl.Decimal(18, 2)}
    frame = pl.scan_csv(path, schema={field["name"]: types[field["type"]] for field in fields})
    frame = frame.collect(engine="streaming")
    _, failures = budget.filter(frame)
    told(frame.height, len(failures))


{
    "duckdb-scan": duckdb_scan,
    "duckdb": duckdb_rules,
    "frictionless": frictionless_rules,
    "dataframely": dataframely_rules,
}[which]()
