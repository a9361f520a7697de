"""The style sheet, made from the tokens. Widgets are named by what they are (`kind` property), never one by one."""

from __future__ import annotations

from collections.abc import Callable

from posref.ui.tokens import FACT, SMALL, TINY, TITLE, Tokens


def style_sheet(t: Tokens, px: Callable[[int], int]) -> str:
    """The application's style sheet for one theme and one text size."""
    return "".join(part(t, px) for part in (_texts, _frames, _buttons, _fields))


def _texts(t: Tokens, px: Callable[[int], int]) -> str:
    """Labels, by kind and tone."""
    return f"""
* {{ color: {t.ink}; }}
QLabel {{ background: transparent; }}
QLabel[kind="quiet"] {{ color: {t.quiet}; font-size: {px(SMALL)}px; }}
QLabel[kind="tiny"] {{ color: {t.quiet}; font-size: {px(TINY)}px; }}
QLabel[kind="heading"] {{ color: {t.accent}; font-size: {px(SMALL)}px; font-weight: 600; }}
QLabel[kind="title"] {{ font-size: {px(22)}px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="small"] {{ font-size: {px(SMALL)}px; }}
QLabel[kind="mono"] {{ font-family: Consolas, "DejaVu Sans Mono"; font-weight: 600; font-size: {px(SMALL)}px; }}
QLabel[kind="headline"] {{ font-size: {px(TITLE)}px; font-weight: 600; }}
QLabel[kind="headline"][compact="true"] {{ font-size: {px(21)}px; }}
QLabel[kind="subline"] {{ font-size: {px(16)}px; color: {t.quiet}; }}
QLabel[kind="subline"][compact="true"] {{ font-size: {px(SMALL)}px; }}
QLabel[kind="fact"] {{ font-size: {px(FACT)}px; font-weight: 700; }}
QLabel[kind="fact"][compact="true"] {{ font-size: {px(17)}px; }}
QLabel[kind="fact-other"] {{ font-size: {px(SMALL)}px; font-weight: 600; }}
QLabel[kind="step"] {{ font-size: {px(16)}px; }}
QLabel[kind="warning"] {{ font-size: {px(FACT)}px; font-weight: 700; color: {t.on_caution_bar}; }}
QLabel[kind="warning"][compact="true"] {{ font-size: {px(17)}px; }}
QLabel[kind="warning-other"] {{ font-size: {px(17)}px; color: {t.on_caution_bar}; }}
QLabel[kind="warning-other"][compact="true"] {{ font-size: {px(SMALL)}px; }}
QLabel[tone="declined"] {{ color: {t.declined}; }}
QLabel[tone="caution"] {{ color: {t.caution}; }}
QLabel[tone="good"] {{ color: {t.good}; }}
QLabel[tone="quiet"] {{ color: {t.ink}; }}
"""


def _frames(t: Tokens, px: Callable[[int], int]) -> str:
    """Panels, bars and boxes."""
    soft = t.accent_soft if t.accent_soft != t.panel else t.panel
    return f"""
QMainWindow, QWidget[kind="page"], QDialog {{ background: {t.window}; }}
QFrame[kind="panel"] {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 10px; }}
QFrame[kind="card"] {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[kind="line"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[kind="rail"] {{ background: {t.panel}; border: none; border-right: 1px solid {t.line}; }}
QFrame[kind="say"] {{ background: {soft}; border: none; border-left: 4px solid {t.accent};
  border-top-right-radius: 8px; border-bottom-right-radius: 8px; }}
QFrame[kind="staff"] {{ background: {t.window}; border: 1px dashed {t.field}; border-radius: 8px; }}
QFrame[kind="notice"] {{ background: {t.accent_soft}; border: 1px solid {t.accent}; border-radius: 8px; }}
QFrame[kind="box"] {{ background: {t.panel}; border: 2px solid {t.field}; border-radius: 8px; }}
QFrame[kind="box"][focused="true"] {{ border: 2px solid {t.accent}; }}
QFrame[kind="box"] QLineEdit {{ border: none; background: transparent; font-size: {px(20)}px; padding: 0; }}
QFrame[kind="segments"] {{ background: {t.panel}; border: 1px solid {t.field}; border-radius: 8px; }}
"""


def _buttons(t: Tokens, px: Callable[[int], int]) -> str:
    """Buttons of every kind, with their focus."""
    return f"""
QPushButton {{ background: {t.panel}; border: 1px solid {t.field}; border-radius: 6px; padding: 5px 14px; min-height: {px(20)}px; }}
QPushButton:hover {{ background: {t.accent_soft}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {t.quiet}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {t.accent}; padding: 2px 4px; text-align: left; min-height: 0; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {t.accent}; border-radius: 4px; padding: 2px 4px; }}
QPushButton[kind="heading"] {{ background: transparent; border: 1px solid transparent; color: {t.accent}; font-size: {px(SMALL)}px;
  font-weight: 600; padding: 1px 2px; text-align: left; min-height: 0; }}
QPushButton[kind="heading"]:focus {{ border: 1px solid {t.accent}; border-radius: 4px; padding: 1px 2px; }}
QPushButton[kind="segment"] {{ background: transparent; border: none; border-radius: 6px; padding: 5px 14px; color: {t.quiet}; }}
QPushButton[kind="segment"]:checked {{ background: {t.accent}; color: {t.on_accent}; font-weight: 600; }}
QPushButton[kind="segment"]:focus {{ border: 2px solid {t.accent}; padding: 3px 12px; }}
QPushButton[kind="segment"]:checked:focus {{ border: 2px solid {t.ink}; padding: 3px 12px; }}
QPushButton[kind="chip"] {{ background: {t.panel}; border: 1px solid {t.field}; border-radius: {(px(20) + 8) // 2}px; padding: 3px 12px; }}
QPushButton[kind="chip"]:checked {{ background: {t.accent_soft}; border-color: {t.accent}; color: {t.accent}; font-weight: 600; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {t.accent}; padding: 2px 11px; }}
QPushButton[kind="flat"] {{ background: transparent; border: 1px solid transparent; color: {t.quiet}; font-size: {px(SMALL)}px; padding: 3px 6px; }}
QPushButton[kind="flat"]:focus {{ border: 1px solid {t.accent}; padding: 3px 6px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 4px; color: {t.quiet}; font-size: {px(TINY)}px; }}
QToolButton:hover {{ background: {t.accent_soft}; }}
QToolButton:checked {{ background: {t.accent_soft}; color: {t.accent}; font-weight: 600; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 3px; }}
QToolButton[kind="brands"] {{ background: {t.panel}; border: 1px solid {t.field}; color: {t.ink}; font-size: {px(SMALL)}px; padding: 4px 8px; }}
QToolButton[kind="strip"] {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 10px; }}
QToolButton[kind="strip"]:focus {{ border: 2px solid {t.accent}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(t: Tokens, px: Callable[[int], int]) -> str:
    """Fields, lists, trees, scroll bars, menus, tips."""
    return f"""
QLineEdit, QPlainTextEdit {{ background: {t.panel}; border: 1px solid {t.field}; border-radius: 6px; padding: 4px 8px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; min-height: {px(20)}px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 3px 7px; }}
QListView, QTreeView {{ background: {t.panel}; border: 2px solid {t.panel}; border-radius: 8px; outline: none; }}
QTreeView::item {{ padding: {px(4)}px 2px; border: none; }}
QTreeView::item:hover {{ background: {t.accent_soft}; }}
QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
QTreeView:focus, QListView:focus {{ border: 2px solid {t.accent}; border-radius: 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget[kind="canvas"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {t.field}; border-radius: 4px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; border: none; height: 0; width: 0; }}
QMenu {{ menu-scrollable: 1; background: {t.panel}; border: 1px solid {t.field}; padding: 6px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 6px 4px; }}
QToolTip {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.field}; padding: 4px; }}
"""
