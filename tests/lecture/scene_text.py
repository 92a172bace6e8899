"""The smallest scene that is right, to be broken."""

SCENE = """
title = "A scene"
aim = "To be read."
sources = ["nobody"]

[sounds.tone]
label = "a tone"
make = "sine"
frequency = "$height"
seconds = 0.1

[sounds.soft]
label = "softer"
from = "tone"
then = [{effect = "gain", db = -20}]

[knobs.height]
label = "height"
values = [200, 400]
unit = "Hz"

[numbers.hz]
measure = "strongest_hz"
sound = "tone"
is = 200
within = 2
form = "{:.0f} Hz"

[[steps]]
kind = "predict"
title = "Ask"
text = "How high is {hz}?"
play = ["tone", "soft"]
knobs = ["height"]
show = [{view = "wave", sound = "tone", seconds = 0.02}]
[steps.question]
ask = "How high?"
answers = ["low", "high"]
right = 1
why = ["", "has not heard it"]

[[steps]]
kind = "explain"
title = "Tell"
text = "Low."
"""
