"""Holds the metadata of a release to the standards that it names, with their own validators.

    metadata.py out/latest

DCAT-AP by pySHACL, CSVW by csvw, PROV by rdflib against the footers of the Parquet files, the list of the program's parts
by CycloneDX, Fiscal Data Package by its list of column types and by frictionless, and each workbook by openpyxl against
the CSV beside it. Exits with 1 and says what falls short.
"""

import csv
import hashlib
import json
import os
import pathlib
import subprocess
import sys
from decimal import Decimal
from urllib.parse import unquote

import openpyxl
import pyarrow.parquet
import pyshacl
import rdflib
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from frictionless import Package
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF

here = pathlib.Path(__file__).parent
release = pathlib.Path(sys.argv[1]).resolve()
base = "https://datos.example.mx/erario/id/"
manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
SCHEMA = rdflib.Namespace("https://schema.org/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
failures = []


def short(what, why=""):
    failures.append(f"{what}: {why}" if why else what)


def graph_of(name):
    return rdflib.Graph().parse(str(release / name), format="json-ld", publicID=base + name)


def told(graph, subject, predicate):
    return {str(value) for value in graph.objects(subject, predicate)}


def path_of(address):
    return unquote(str(address)).removeprefix(base)


def check_shapes(graph):
    shapes = [here / "dcat-ap.ttl"]
    if folder := os.environ.get("DCAT_AP_SHAPES"):
        shapes += [pathlib.Path(folder) / name for name in ("shapes.ttl", "range.ttl")]
    for file in shapes:
        conforms, _, text = pyshacl.validate(graph, shacl_graph=str(file), advanced=True)
        if not conforms:
            short(f"catalog.jsonld against {file.name}", text[:1500])
        if file.name == "range.ttl":
            continue
        # A description that is missing must be seen, or the shapes see nothing.
        broken = rdflib.Graph()
        for triple in graph:
            if triple[1] != DCTERMS.description:
                broken.add(triple)
        if pyshacl.validate(broken, shacl_graph=str(file), advanced=True)[0]:
            short(f"{file.name} does not miss a description")


def check_catalog(graph):
    """Every file of every table is there, once, with its own checksum, size and one licence."""
    sums = dict(reversed(line.split("  ", 1)) for line in (release / "SHA256SUMS").read_text().splitlines())
    expected = {
        path for table in manifest["tables"].values() if table["rows"] for path in [table["csv"], *table["parquet"]]
    }
    found = set()
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        [path] = [path_of(address) for address in graph.objects(node, DCAT.downloadURL)]
        found.add(path)
        [checksum] = graph.objects(node, SPDX.checksum)
        if told(graph, checksum, SPDX.checksumValue) != {sums[path]} or told(graph, node, SCHEMA.sha256) != {sums[path]}:
            short(f"catalog.jsonld: {path}", "its checksum is not that of SHA256SUMS")
        if hashlib.sha256((release / path).read_bytes()).hexdigest() != sums[path]:
            short(f"{path}: not the file of SHA256SUMS")
        if told(graph, node, DCAT.byteSize) != {str((release / path).stat().st_size)}:
            short(f"catalog.jsonld: {path}", "its size is another")
    if found != expected:
        short("catalog.jsonld: distributions", f"{sorted(found ^ expected)[:5]}")
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        # What search engines ask of a dataset of schema.org.
        for description in graph.objects(dataset, SCHEMA.description):
            if not 50 <= len(description) <= 5000:
                short(f"catalog.jsonld: {dataset}", f"a description of {len(description)} characters")
        for predicate in (SCHEMA.name, SCHEMA.license, SCHEMA.creator, SCHEMA.distribution, SCHEMA.datePublished):
            if not told(graph, dataset, predicate):
                short(f"catalog.jsonld: {dataset}", f"no {predicate}")
    return len(found)


def check_csvw():
    """The validator reads every table by it, and sees an amount that is none."""
    run = lambda folder: subprocess.run(
        [pathlib.Path(sys.executable).parent / "csvwvalidate", folder / "csv-metadata.json"], capture_output=True, text=True
    )
    done = run(release / "csv")
    if done.returncode:
        short("csv/csv-metadata.json", (done.stdout + done.stderr)[-800:])
    broken = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"csvw-{os.getpid()}"
    broken.mkdir()
    try:
        table = next(name for name, table in manifest["tables"].items() if name == "spending_by_function" and table["rows"])
        described = json.loads((release / "csv/csv-metadata.json").read_text(encoding="utf-8"))
        described["tables"] = [one for one in described["tables"] if one["url"] == f"{table}.csv"]
        (broken / "csv-metadata.json").write_text(json.dumps(described), encoding="utf-8")
        with open(release / f"csv/{table}.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))[:2]
        rows[1][rows[0].index("approved")] = "12,5"
        with open(broken / f"{table}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        if run(broken).returncode == 0:
            short("csvwvalidate takes 12,5 for an amount")
    finally:
        for path in broken.iterdir():
            path.unlink()
        broken.rmdir()


def check_prov(catalog):
    """Each table comes from the snapshots that the footers of its Parquet files name, and they from `source_file`."""
    graph = graph_of("prov.jsonld")
    with open(release / "csv/source_file.csv", newline="", encoding="utf-8") as file:
        sources = {row["source_id"]: row for row in csv.DictReader(file)}
    names = {}
    for source_id, row in sources.items():
        nodes = list(graph.subjects(DCTERMS.identifier, rdflib.Literal(source_id)))
        if len(nodes) != 1 or told(graph, nodes[0], SCHEMA.sha256) != {row["sha256"]}:
            short(f"prov.jsonld: {source_id}", f"{len(nodes)} snapshots of that name, or another checksum")
            continue
        names[nodes[0]] = source_id
        if row["url"] and len(told(graph, nodes[0], PROV.hadPrimarySource)) != 1:
            short(f"prov.jsonld: {source_id}", "not the address that it was read from")
    [making] = graph.subjects(RDF.type, PROV.Activity)
    if {names.get(node) for node in graph.objects(making, PROV.used)} != set(sources):
        short("prov.jsonld: the release used other snapshots than `source_file` lists")
    links = 0
    for name, table in manifest["tables"].items():
        if not table["rows"]:
            continue
        node = rdflib.URIRef(f"{base}catalog.jsonld#{name}")
        if (node, RDF.type, DCAT.Dataset) not in catalog:
            short(f"prov.jsonld: {name}", "catalog.jsonld knows no such table")
        expected = set()
        for path in table["parquet"]:
            footer = pyarrow.parquet.read_metadata(release / path).metadata or {}
            expected |= set(footer.get(b"erario:source_ids", b"").decode().split("\n")) - {""}
        found = {names.get(source) for source in graph.objects(node, PROV.wasDerivedFrom)}
        if found != expected:
            short(f"prov.jsonld: {name}", f"derived from {len(found)} snapshots, its files name {len(expected)}")
        links += len(found)
        forms = {path_of(form) for form in graph.subjects(PROV.specializationOf, node)}
        if forms != {table["csv"], table["excel"], *table["parquet"]}:
            short(f"prov.jsonld: {name}", f"its files are {sorted(forms)}")
    return links


def check_parts():
    text = (release / "sbom.cdx.json").read_text(encoding="utf-8")
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        short("sbom.cdx.json", str(error)[:500])
    parts = json.loads(text)
    refs = {component["bom-ref"] for component in parts["components"]} | {parts["metadata"]["component"]["bom-ref"]}
    for entry in parts["dependencies"]:
        if unknown := set([entry["ref"], *entry["dependsOn"]]) - refs:
            short("sbom.cdx.json", f"unknown parts {sorted(unknown)[:5]}")
    return len(parts["components"])


def check_fiscal():
    with open(here / "fdp_column_types.csv", newline="", encoding="utf-8") as file:
        known = {row["columnType"] for row in csv.DictReader(file)}
    descriptor = json.loads((release / "fiscal-datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        fields, extra = resource["schema"]["fields"], resource["schema"]["extraFields"]
        types = [field["columnType"] for field in fields + extra if "columnType" in field]
        for kind in types:
            if kind not in known:
                short(f"fiscal-datapackage.json: {resource['name']}", f"no such column type: {kind}")
            # The words of the standard: a label stands beside the code that it names.
            if kind.endswith(":label") and kind.removesuffix(":label") + ":code" not in types and kind != "phase:label":
                short(f"fiscal-datapackage.json: {resource['name']}", f"{kind} without its code")
        names = {field["name"] for field in fields + extra}
        if not any("normalize" in field for field in fields):
            short(f"fiscal-datapackage.json: {resource['name']}", "no amount")
        for field in fields:
            if not set(field.get("normalize", {})) <= names:
                short(f"fiscal-datapackage.json: {field['name']}", "normalized into a field that is not there")
    # Frictionless would ask the network for the profile; it reads the rest as the plain package that it also is.
    del descriptor["profile"]
    report = Package.from_descriptor(descriptor, basepath=str(release)).validate()
    for error in report.flatten(["title", "message"])[:10]:
        short("fiscal-datapackage.json", str(error))
    return len(descriptor["resources"])


def check_workbooks():
    """A workbook holds the rows of its theme, every amount to the centavo, and no cell that runs."""
    rows_of = {}
    for name in ("theme_spending", "theme_line", "source_file"):
        with open(release / f"csv/{name}.csv", newline="", encoding="utf-8") as file:
            rows_of[name] = list(csv.DictReader(file))
    descriptor = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    fields_of = {r["schema"]["erario:table"]: r["schema"]["fields"] for r in descriptor["resources"]}
    cells = 0
    for path in manifest["workbooks"]:
        theme = pathlib.Path(path).stem
        book = openpyxl.load_workbook(release / path)
        expected = ["Portada", "Gasto", "Cifras", "Diccionario", "Fuentes"]
        if book.sheetnames != expected:
            short(path, f"sheets {book.sheetnames}, expected {expected}")
            continue
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        short(path, f"{sheet.title}!{cell.coordinate} is a formula")
        if manifest["release_id"] not in [cell.value for row in book["Portada"].iter_rows() for cell in row]:
            short(path, "the cover does not name the release")
        # R06: what is not final is said before any amount is seen.
        cover = " ".join(str(cell.value) for row in book["Portada"].iter_rows() for cell in row)
        states = {row["account_status"] for row in rows_of["theme_spending"] if row["theme"] == theme}
        for state, words in (("partial", "avance dentro del año"), ("preliminary", "preliminar"), ("approved", "no es lo que se gastó")):
            if (state in states) != (words in cover):
                short(path, f"the cover and the rows disagree on what is {state}")
        for sheet, table in (("Gasto", "theme_spending"), ("Cifras", "theme_line"), ("Fuentes", "source_file")):
            records = [row for row in rows_of[table] if row.get("theme", theme) == theme]
            if table == "source_file":
                editions = {tuple(row[key] for key in ("publisher", "dataset", "edition"))
                            for name in ("theme_spending", "theme_line") for row in rows_of[name] if row["theme"] == theme}
                records = [row for row in records if tuple(row[k] for k in ("publisher", "dataset", "edition")) in editions]
            lines = list(book[sheet].iter_rows(min_row=2, values_only=True))
            if len(lines) != len(records):
                short(path, f"{sheet} has {len(lines)} rows, expected {len(records)}")
                continue
            for number, (line, record) in enumerate(zip(lines, records), 2):
                for value, field in zip(line, fields_of[table], strict=True):
                    raw = record[field["name"]]
                    cells += 1
                    same = value is None if raw == "" else (
                        Decimal(str(value)) == Decimal(raw) if field["type"] in ("number", "integer", "year")
                        else str(value).lower() == raw if field["type"] == "boolean" else value == raw
                    )
                    if not same:
                        short(path, f"{sheet} row {number}, {field['name']}: {value!r}, expected {raw!r}")
    return cells


catalog = graph_of("catalog.jsonld")
check_shapes(catalog)
distributions = check_catalog(catalog)
check_csvw()
links = check_prov(catalog)
parts = check_parts()
fiscal = check_fiscal()
cells = check_workbooks()
for failure in failures[:30]:
    print(f"SHORT {failure}")
print(f"{distributions} distributions of DCAT-AP, {links} derivations of PROV, {parts} parts of CycloneDX, {fiscal} fiscal tables, "
      f"{cells} cells of {len(manifest['workbooks'])} workbooks; {len(failures)} fall short")
sys.exit(1 if failures else 0)
