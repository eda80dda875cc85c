"""What DuckDB needs for the files of a table that it has in memory: Parquet by year, and the same rows as CSV twice.

    duckdb.py TABLE_FOLDER OUT

Prints the seconds that the writing took, without the reading before it.
"""

import sys
import time

import duckdb

source, out = sys.argv[1:]
db = duckdb.connect()
db.execute("set threads = 2")
db.execute("set enable_progress_bar = false")
db.execute(f"create table lines as select * from read_parquet('{source}/**/*.parquet', hive_partitioning = true)")
start = time.monotonic()
db.execute(
    f"copy lines to '{out}/parquet' (format parquet, compression zstd, row_group_size 131072, partition_by (fiscal_year))"
)
for name in ("one", "two"):
    db.execute(f"copy lines to '{out}/{name}.csv' (format csv, header)")
print(time.monotonic() - start)
