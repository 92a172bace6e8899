"""What is drawn on the X screen is what the tests see."""

import os
import subprocess
import sys

import numpy as np
import pytest

PAINT = """
from PyQt6 import QtCore, QtWidgets
app = QtWidgets.QApplication([])
class Red(QtWidgets.QWidget):
    def paintEvent(self, event):
        from PyQt6.QtGui import QPainter, QColor
        QPainter(self).fillRect(self.rect(), QColor(255, 128, 0))
        QtCore.QTimer.singleShot(0, lambda: print("painted", flush=True))
window = Red()
window.setGeometry(0, 0, 300, 200)
window.show()
app.exec()
"""


@pytest.mark.parametrize("screen", [(640, 480)], indirect=True)
def test_the_picture_of_the_screen_has_its_size_and_the_colours_of_the_window(screen):
    environment = {**os.environ, **screen.environment}
    program = subprocess.Popen([sys.executable, "-c", PAINT], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert program.stdout.readline() == "painted\n"
        subprocess.run(["xdotool", "getmouselocation"], env=environment, check=True, capture_output=True)
        picture = screen.grab()
    finally:
        program.kill()
        program.communicate()
    assert picture.shape == (480, 640, 3)
    np.testing.assert_array_equal(picture[100, 150], (255, 128, 0))
    np.testing.assert_array_equal(picture[400, 600], (0, 0, 0))
