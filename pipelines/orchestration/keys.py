"""Names that all assets share: keys made of schema and table, and the pool of the one writer."""

from typing import Final

import dagster as dg

from pipelines.tables import Table

BUILD_POOL: Final = "build_file"
"""Every step that opens the build file is in this pool, which has room for one."""

RELEASE: Final = dg.AssetKey(["release", "current"])
"""The last asset: what readers see."""


def key_of(table: Table) -> dg.AssetKey:
    """The asset key of a table: its schema and its name."""
    return dg.AssetKey([table.schema_name, table.table_name])
