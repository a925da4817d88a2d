"""Runs first inside the executable: pyqtgraph names Qt's OpenGL when it loads, and draws without it.

Ten megabytes stay out for it. What asks for more than these names fails as an import of a missing module does.
"""

import sys
from types import ModuleType

_gl, _widgets = ModuleType("PySide6.QtOpenGL"), ModuleType("PySide6.QtOpenGLWidgets")
_widgets.QOpenGLWidget = type("QOpenGLWidget", (), {})
sys.modules.update({module.__name__: module for module in (_gl, _widgets)})
