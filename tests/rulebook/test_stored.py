"""What is stored of the built-in YAML files is what stands in them."""

from __future__ import annotations

from pathlib import Path

from personfirst.rulebook.index import fingerprint
from personfirst.rulebook.nodes import Item, Kind, read_items
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.stored import FILE, Stored, stored_text

FOLDER = builtin_folder() / "en"


def without_lines(item: Item) -> Item:
    """An item without its lines and keys; a number is text, as everything is that reads one."""
    value = item.value
    kind = item.kind if item.kind in (Kind.TRUTH, Kind.NOTHING) else Kind.TEXT
    if isinstance(value, list):
        return Item(list(map(without_lines, value)), 0, item.file, kind)
    if isinstance(value, dict):
        return Item({key: without_lines(one) for key, one in value.items()}, 0, item.file, kind)
    if kind is Kind.TRUTH:
        value = "yes" if item.flag() else "no"
    return item._replace(value=value, line=0, kind=kind, key="")


def test_every_file_is_stored_as_it_is() -> None:
    stored = Stored(FOLDER, fingerprint(FOLDER))
    for file in FOLDER.rglob("*.yaml"):
        assert stored.read(file) == without_lines(read_items(file)), file


def test_what_is_stored_of_other_files_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("words: [one]\n", encoding="utf-8")
    (tmp_path / FILE).write_text(stored_text(tmp_path, "then"), encoding="utf-8")
    file.write_text("words: [two]\n", encoding="utf-8")
    assert Stored(tmp_path, "then").read(file).mapping()["words"].texts() == ("one",)
    assert Stored(tmp_path, "now").read(file).mapping()["words"].texts() == ("two",)
