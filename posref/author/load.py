"""YAML -> records that remember file and line. Every scalar is text; duplicate keys and unknown fields are findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from posref.author.fields import FIELDS, Field
from posref.core.types import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with the content: where, which rule, why."""

    file: str
    line: int
    rule: str
    reason: str

    def __str__(self) -> str:
        """`file:line: rule: reason`, as editors understand it."""
        return f"{self.file}:{self.line}: {self.rule}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a content file. `values` holds each field in its shape; `lines` where each stands."""

    kind: str
    id: str
    file: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, or `default` where the entry does not have it."""
        return self.values.get(name, default)

    def finding(self, rule: str, reason: str, name: str = "") -> Finding:
        """A finding at the line of the named field, or of the record."""
        return Finding(self.file, self.lines.get(name, self.line), rule, reason)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text of ours in the record with the field it belongs to; *shown* words are not among them."""
        for name, value in self.values.items():
            yield from ((name, text) for text in _texts(value))

    def __getitem__(self, name: str) -> Any:
        """The value of a field that the shape requires."""
        return self.values[name]


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


@dataclass(slots=True)
class Tree:
    """All content of one folder, by kind and in file order, with what was wrong with its shape."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)

    def all(self, kind: str) -> list[Record]:
        """The records of one kind."""
        return self.records.get(kind, [])

    def ids(self, kind: str) -> dict[str, Record]:
        """The records of one kind by id."""
        return {record.id: record for record in self.all(kind)}

    def everything(self) -> Iterator[Record]:
        """Every record of every kind."""
        for records in self.records.values():
            yield from records


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where PyYAML was built with it: the same nodes, ten times sooner."""

PLACES = (
    ("base.yaml", "base"),
    ("words.yaml", "words"),
    ("categories.yaml", "category"),
    ("brands.yaml", "brand"),
    ("sources/*.yaml", "source"),
    ("conditions/*.yaml", "condition"),
    ("guides/*.yaml", "guide"),
    ("checklists/*.yaml", "checklist"),
    ("systems/*.yaml", "system"),
)
"""Which files hold which kind of record."""


def load_tree(folder: Path) -> Tree:
    """Read every content file under `folder`. A file that cannot be read is a finding, never an error."""
    tree = Tree()
    for pattern, kind in PLACES:
        for path in sorted(folder.glob(pattern)):
            _load_file(tree, path, path.relative_to(folder).as_posix(), kind)
    if not tree.all("base"):
        tree.findings.append(Finding("base.yaml", 1, "shape", "missing: the folder holds no knowledge base"))
    return tree


def _load_file(tree: Tree, path: Path, name: str, kind: str) -> None:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        tree.findings.append(
            Finding(name, 1, "shape", f"not UTF-8: byte {error.start} is {error.object[error.start]:#x}")
        )
        return
    except (yaml.YAMLError, OSError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        tree.findings.append(Finding(name, mark.line + 1 if mark else 1, "shape", f"not readable: {reason}"))
        return
    if root is None:
        return
    reader = _Reader(tree, name)
    if kind == "system":
        _load_system(reader, root)
    else:
        for node in root.value if isinstance(root, yaml.SequenceNode) else [root]:
            reader.record(kind, node)


def _load_system(reader: _Reader, root: yaml.Node) -> None:
    parts = dict(reader.pairs(root))
    for name in parts.keys() - {"system", "codes"}:
        reader.wrong(parts[name], f"unknown field {name!r}; a system file has `system` and `codes`")
    if "system" not in parts:
        reader.wrong(root, "no `system` header")
        return
    owner = reader.record("system", parts["system"])
    codes = parts.get("codes")
    if codes is None:
        reader.wrong(root, "no `codes`")
    elif owner:
        for node in reader.items(codes):
            reader.record("code", node, owner.id)


class _Reader:
    """Turns the nodes of one file into records, noting what does not fit."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree = tree
        self.file = file

    def wrong(self, node: yaml.Node, reason: str) -> None:
        self.tree.findings.append(Finding(self.file, node.start_mark.line + 1, "shape", reason))

    def pairs(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "expected fields with values")
            return
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(key, "a field's name is a word")
                continue
            if key.value in seen:
                self.wrong(key, f"field {key.value!r} stands twice")
            seen.add(key.value)
            yield key.value, value

    def record(self, kind: str, node: yaml.Node, owner: str = "") -> Record | None:
        fields = FIELDS[kind]
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for name, value in self.pairs(node):
            lines[name] = value.start_mark.line + 1
            if name not in fields:
                self.wrong(value, f"unknown field {name!r} in a {kind}")
                continue
            values[name] = self.value(fields[name], value)
        for name in sorted(fields.keys() - values.keys()):
            if fields[name].required:
                self.wrong(node, f"{kind} {values.get('id', values.get('code', ''))}: field {name!r} is missing")
                values[name] = fields[name].empty()
        record = Record(kind, _record_id(kind, values, owner), self.file, node.start_mark.line + 1, values, lines)
        if kind == "code":
            values["system"] = owner
        if (kind, record.id) in self.tree.known:
            self.wrong(node, f"{kind} {record.id!r} stands twice")
            return None
        self.tree.known.add((kind, record.id))
        self.tree.records.setdefault(kind, []).append(record)
        return record

    def value(self, wanted: Field, node: yaml.Node) -> Any:
        reader = getattr(self, f"_{wanted.shape.value}")
        return reader(wanted, node)

    def _word(self, wanted: Field, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.wrong(node, f"expected a word, found {_what(node)}")
            return ""
        if wanted.choices and node.value not in wanted.choices:
            self.wrong(node, f"{node.value!r} is none of: {', '.join(wanted.choices)}")
            return wanted.choices[0]
        return str(node.value)

    def _number(self, wanted: Field, node: yaml.Node) -> int:
        word = self._word(wanted, node)
        if not word.isdecimal():
            self.wrong(node, f"expected a whole number, found {word!r}")
            return 0
        return int(word)

    def _flag(self, wanted: Field, node: yaml.Node) -> bool:
        if not isinstance(node, yaml.ScalarNode) or node.value not in ("yes", "no"):
            self.wrong(node, f"expected yes or no, found {_what(node)}")
            return False
        return bool(node.value == "yes")

    def _text(self, wanted: Field, node: yaml.Node) -> Text:
        parts = dict(self.pairs(node)) if isinstance(node, yaml.MappingNode) else {}
        said = {k: v.value.strip() for k, v in parts.items() if isinstance(v, yaml.ScalarNode)}
        if set(said) != {"zh", "en"} or not all(said.values()):
            self.wrong(node, f"expected a text with zh and en, both filled, found {_what(node)}")
            return Text("？", "?")
        return Text(said["zh"], said["en"])

    def _texts(self, wanted: Field, node: yaml.Node) -> tuple[Text, ...]:
        return tuple(self._text(wanted, item) for item in self.items(node))

    def _words(self, wanted: Field, node: yaml.Node) -> tuple[str, ...]:
        return tuple(self._word(wanted, item) for item in self.items(node))

    def _spoken(self, wanted: Field, node: yaml.Node) -> dict[str, tuple[str, ...]]:
        parts = dict(self.pairs(node))
        for name in parts.keys() - {"zh", "en"}:
            self.wrong(parts[name], f"unknown language {name!r}")
        return {lang: self._words(wanted, parts[lang]) for lang in ("zh", "en") if lang in parts}

    def _record(self, wanted: Field, node: yaml.Node) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in self.pairs(node):
            if name not in wanted.fields:
                self.wrong(value, f"unknown field {name!r}")
            else:
                values[name] = self.value(wanted.fields[name], value)
        for name, inner in wanted.fields.items():
            if inner.required and name not in values:
                self.wrong(node, f"field {name!r} is missing")
                values[name] = inner.empty()
        return values

    def _records(self, wanted: Field, node: yaml.Node) -> tuple[dict[str, Any], ...]:
        return tuple(self._record(wanted, item) for item in self.items(node))

    def _mapping(self, wanted: Field, node: yaml.Node) -> dict[str, str]:
        return {name: self._word(wanted, value) for name, value in self.pairs(node)}

    def items(self, node: yaml.Node) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.wrong(node, f"expected a list, found {_what(node)}")
        return []


def _what(node: yaml.Node) -> str:
    return repr(node.value) if isinstance(node, yaml.ScalarNode) else node.tag.rpartition(":")[2]


def _record_id(kind: str, values: Mapping[str, Any], owner: str) -> str:
    if kind in ("base", "words"):
        return kind
    name = str(values.get("id") or values.get("code") or "?")
    return f"{owner}:{name}" if kind == "code" else name
