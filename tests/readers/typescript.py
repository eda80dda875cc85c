"""`tsc` on the exported types: rows of a release fit them, and broken rows do not."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

CACHE = pathlib.Path.home() / ".cache/erario-typescript/node_modules/.bin/tsc"

# What no row may say; each line must be an error.
BROKEN = """
// @ts-expect-error: a value outside its list
export const level: Tables["spending_by_function"]["government_level"] = "kingdom";
// @ts-expect-error: an amount as a number
export const approved: Tables["spending_by_function"]["approved"] = 12.5;
// @ts-expect-error: an amount with a comma
export const comma: Tables["spending_by_function"]["approved"] = "12,5";
// @ts-expect-error: nothing where something must be
export const code: Tables["spending_by_function"]["jurisdiction_code"] = null;
// @ts-expect-error: a year as text
export const year: Tables["spending_by_function"]["fiscal_year"] = "2024";
"""


def check_types(types, rows):
    """What tsc complains of; nothing, in so many words, where it is not installed."""
    tsc = os.environ.get("ERARIO_TSC") or shutil.which("tsc") or (str(CACHE) if CACHE.exists() else None)
    if not tsc:
        print("skipped: TypeScript is not installed (npm install --prefix ~/.cache/erario-typescript typescript@5)")
        return []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(types, folder)
        lines = ['import type { Tables } from "./erario";', BROKEN]
        for table, of_table in rows.items():
            lines.append(f'export const {table}: Tables["{table}"][] = {json.dumps(of_table, ensure_ascii=False)};')
        (pathlib.Path(folder) / "rows.ts").write_text("\n".join(lines), encoding="utf-8")
        command = [tsc, "--noEmit", "--strict", "--target", "es2022", "--moduleResolution", "bundler", "--module", "esnext"]
        run = subprocess.run([*command, f"{folder}/rows.ts"], capture_output=True, text=True)
        return run.stdout.splitlines()[:10] if run.returncode else []
