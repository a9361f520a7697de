"""The desk: finds with the shop's brands, and keeps what the shop sets."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from posref.core.errors import UserError
from posref.core.types import Kind
from posref.kb.open import RESTORED
from posref.kb.search import Filters
from posref.paths import Paths
from posref.service.finder import Finder
from posref.service.lookup import Desk
from posref.store.shop import USED_DEFAULTS, Shop, load_shop, save_shop


def test_find_and_open(desk: Desk) -> None:
    found = desk.find("55")
    assert found.hits[0].id == "unionpay:55"
    answer = desk.open(found.hits[0].id)
    assert answer is not None and answer.kind is Kind.CODE
    assert desk.open("unionpay:999") is None


def test_the_knowledge_base_is_opened_when_first_asked(paths: Paths) -> None:
    desk = Desk(replace(paths, kb=paths.kb.with_name("not here.sqlite")))
    assert desk.kb_path.name == "not here.sqlite"
    assert desk.notices() == []
    with pytest.raises(UserError):
        desk.find("55")
    desk.close()


def test_the_shops_brands_lift(paths: Paths) -> None:
    save_shop(paths.user, Shop(brands=("visa",)))
    desk = Desk(paths)
    assert desk.find("55").hits[0].id == "iso8583-1987:55"
    assert desk.find("55", Filters()).hits[0].id == "unionpay:55"
    hit = desk.hit("condition:pin-incorrect")
    assert hit is not None and {o.system for o in hit.owners} <= set(desk.kb.brands["visa"].systems)
    desk.close()


def test_a_brand_that_is_gone_does_no_harm(paths: Paths) -> None:
    save_shop(paths.user, Shop(brands=("a-brand-of-an-older-version",)))
    desk = Desk(paths)
    assert desk.find("55").hits[0].id == "unionpay:55"
    assert desk.hit("unionpay:55") is not None
    desk.close()


def test_changing_the_shop_saves_it(desk: Desk, user_folder: Path) -> None:
    desk.change_shop(lambda shop: shop.with_recent("unionpay:55"))
    assert desk.shop.recent == ("unionpay:55",)
    assert load_shop(user_folder).shop == desk.shop
    before = (user_folder / "shop.json").stat().st_mtime_ns
    desk.change_shop(lambda shop: shop)
    assert (user_folder / "shop.json").stat().st_mtime_ns == before


def test_a_change_stands_where_it_cannot_be_saved(paths: Paths, user_folder: Path) -> None:
    user_folder.write_text("in the way", encoding="utf-8")
    desk = Desk(paths)
    with pytest.raises(UserError):
        desk.change_shop(lambda shop: replace(shop, theme="dark"))
    assert desk.shop.theme == "dark"
    desk.close()


def test_what_the_user_is_told(paths: Paths, user_folder: Path, tmp_path: Path) -> None:
    user_folder.mkdir()
    (user_folder / "shop.json").write_text("damage", encoding="utf-8")
    folder = tmp_path / "program"
    shutil.copytree(paths.kb.parent, folder)
    (folder / "kb.sqlite").unlink()
    desk = Desk(replace(paths, kb=folder / "kb.sqlite"))
    assert desk.find("55").hits
    assert [notice.message for notice in desk.notices()] == [USED_DEFAULTS, RESTORED]
    assert "shop.damaged-1.json" in str(desk.notices()[0])
    assert desk.kb_path == user_folder / "kb.sqlite"
    assert desk.intact()
    desk.close()


def test_intact(paths: Paths, tmp_path: Path) -> None:
    assert Finder(paths).intact()
    shutil.copytree(paths.kb.parent, tmp_path / "program")
    copy = tmp_path / "program" / "kb.sqlite"
    copy.with_name("kb.sqlite.sha256").write_text("no", encoding="ascii")
    assert not Finder(replace(paths, kb=copy)).intact()


def test_categories(desk: Desk) -> None:
    tops = [category for category in desk.categories() if not category.parent]
    for top in tops:
        found = desk.in_category(top.id)
        assert len(found.hits) == top.count
        assert {hit.kind for hit in found.hits} == {Kind.CONDITION}
    assert desk.in_category("nothing").hits == ()


@pytest.mark.parametrize(
    "identity, kind",
    [("unionpay:55", Kind.CODE), ("condition:pin-incorrect", Kind.CONDITION), ("guide:unknown-code", Kind.GUIDE)],
)
def test_one_answer_as_a_row(desk: Desk, identity: str, kind: Kind) -> None:
    hit = desk.hit(identity)
    assert hit is not None and (hit.id, hit.kind) == (identity, kind)
    assert (hit.system is not None) is (kind is Kind.CODE)
    assert (hit.facts is not None) is (kind is not Kind.GUIDE)
    assert desk.hit("nothing") is None


def test_closing_twice_and_opening_again(desk: Desk) -> None:
    assert desk.find("55").hits
    desk.close()
    desk.close()
    assert desk.find("55").hits
    assert desk.brands() and desk.systems()


def test_a_finder_knows_no_shop(paths: Paths) -> None:
    save_shop(paths.user, Shop(brands=("visa",)))
    finder = Finder(paths)
    assert finder.find("55").hits[0].id == "unionpay:55"
    assert finder.find("55", Filters(frozenset(["visa"]))).hits[0].id == "iso8583-1987:55"
    finder.close()
