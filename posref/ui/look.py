"""The look of the running program: tokens, scale, icons and the style sheet made from them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from posref.fonts import families
from posref.paths import resource
from posref.ui import tokens
from posref.ui.sheet import style_sheet
from posref.ui.tokens import Tokens


class Look(QObject):
    """What every widget asks for colours, sizes and icons; says `changed` when the theme or text size has."""

    changed = Signal()

    def __init__(self, app_files: Path, theme: str = "system", text_size: int = 0, english: bool = False) -> None:
        """Take where the icons are and the shop's theme and text size."""
        super().__init__()
        self._files = app_files
        self._fonts: dict[tuple[int, bool, bool], tuple[QFont, QFontMetrics]] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self.theme, self.text_size, self.english = theme, text_size, english
        self.tokens = self._choose()

    def apply(self) -> None:
        """Dress the application: font, palette, style sheet."""
        font = QFont()
        font.setFamilies(families(self.english))
        font.setPixelSize(self.px(tokens.BODY))
        QApplication.setFont(font)
        QApplication.setPalette(self._palette())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyleSheet(style_sheet(self.tokens, self.px))

    def change(self, theme: str, text_size: int, english: bool) -> None:
        """Another theme, text size or language: dress again and tell every widget."""
        if (theme, text_size, english) != (self.theme, self.text_size, self.english):
            self.theme, self.text_size, self.english = theme, text_size, english
            self.tokens = self._choose()
            self._pixmaps.clear()
            self._fonts.clear()
            self.apply()
            self.changed.emit()

    def follow_system(self) -> None:
        """Change with the system's colours while the theme is `system`."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self) -> None:
        if self.theme == "system" and self._choose() != self.tokens:
            self.tokens = self._choose()
            self._pixmaps.clear()
            self._fonts.clear()
            self.apply()
            self.changed.emit()

    def px(self, size: int) -> int:
        """A size in logical pixels at the reader's text size."""
        return tokens.scaled(size, self.text_size)

    def font(self, size: int, bold: bool = False, mono: bool = False) -> QFont:
        """A font at a size of the tokens; the same object each time, so that asking costs nothing while painting."""
        key = (size, bold, mono)
        if key not in self._fonts:
            font = QFont()
            font.setFamilies(families(self.english, mono))
            font.setPixelSize(self.px(size))
            font.setBold(bold)
            self._fonts[key] = (font, QFontMetrics(font))
        return self._fonts[key][0]

    def metrics(self, size: int, bold: bool = False, mono: bool = False) -> QFontMetrics:
        """The metrics of that font."""
        self.font(size, bold, mono)
        return self._fonts[size, bold, mono][1]

    def pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        """An icon of the family in a colour, sharp on the screen's scale."""
        ratio = self._ratio()
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            svg = resource(self._files, f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
            picture = QPixmap(round(size * ratio), round(size * ratio))
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
            painter.end()
            picture.setDevicePixelRatio(ratio)
            self._pixmaps[key] = picture
        return self._pixmaps[key]

    @staticmethod
    def _ratio() -> float:
        """The sharpest screen's scale: an icon drawn for it is sharp on all."""
        return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)

    def icon(self, name: str, colour: str, size: int = 20) -> QIcon:
        """The same as an icon for a button."""
        return QIcon(self.pixmap(name, colour, size))

    def _choose(self) -> Tokens:
        if self.theme == "light":
            return tokens.LIGHT
        if self.theme == "dark":
            return tokens.DARK
        if self.theme == "contrast":
            return tokens.contrast("#000000", "#FFFFFF", "#FFFF00", "#000000")
        hints = QGuiApplication.styleHints()
        asked = getattr(hints, "accessibility", None)
        if asked is not None and asked().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return self._system_contrast()
        return tokens.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else tokens.LIGHT

    def _system_contrast(self) -> Tokens:
        palette = QGuiApplication.palette()
        roles = (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText, QPalette.ColorRole.Highlight)
        names = [palette.color(role).name() for role in (*roles, QPalette.ColorRole.HighlightedText)]
        return tokens.contrast(*names)

    def _palette(self) -> QPalette:
        t, palette = self.tokens, QPalette()
        for role, colour in (
            (QPalette.ColorRole.Window, t.window),
            (QPalette.ColorRole.Base, t.panel),
            (QPalette.ColorRole.Text, t.ink),
            (QPalette.ColorRole.WindowText, t.ink),
            (QPalette.ColorRole.ButtonText, t.ink),
            (QPalette.ColorRole.Button, t.panel),
            (QPalette.ColorRole.Highlight, t.accent),
            (QPalette.ColorRole.HighlightedText, t.on_accent),
            (QPalette.ColorRole.PlaceholderText, t.quiet),
            (QPalette.ColorRole.ToolTipBase, t.panel),
            (QPalette.ColorRole.ToolTipText, t.ink),
            (QPalette.ColorRole.AlternateBase, t.window),
        ):
            palette.setColor(role, QColor(colour))
        return palette
