"""The records' tables: the only description of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from posref.core.run import Verdict

APPLICATION_ID = 0x706F7364
"""`posd` in ASCII, written into the file's header: another program's file is known before a table is read."""

USER_VERSION = 1
"""Raised whenever a table changes; then `migrate/` gets the step that leads there."""

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


run = Table(
    "run", metadata, Column("id", Integer, primary_key=True),
    _text("checklist"), _text("title_zh"), _text("title_en"), _text("done"),
    _text("person"), _text("terminal"), _text("shift"), _text("kb_version"),
)  # fmt: skip

Index("run_of_checklist", run.c.checklist)

result = Table(
    "result", metadata,
    Column("run", ForeignKey("run.id"), primary_key=True), Column("place", Integer, primary_key=True),
    _text("item"), _text("verdict"), _text("recorded"), _text("remark"),
    CheckConstraint("verdict IN ({})".format(", ".join(f"'{verdict}'" for verdict in Verdict)), name="verdict_known"),
)  # fmt: skip
