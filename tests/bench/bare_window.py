"""What a start is measured against: an empty PySide6 window in a process with SQLAlchemy loaded."""

from __future__ import annotations

import sys

import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow

assert sqlalchemy.orm
app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("Bare")
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
