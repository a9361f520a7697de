"""Qt's own texts (OK, Cancel, the box's menu) in the language of the window, changing with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator


class QtTexts:
    """Keeps one translator of Qt's own catalogue installed; changing it makes every widget get `LanguageChange`."""

    def __init__(self) -> None:
        """Nothing is installed until a language is spoken."""
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Qt's texts in `zh` or `en` (which is what Qt says without a catalogue)."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
        self._translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language == "zh" and self._translator.load("qtbase_zh_CN", folder):
            QCoreApplication.installTranslator(self._translator)
