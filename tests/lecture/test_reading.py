import pytest
from scene_text import SCENE

from livemel.errors import ConfigError


def test_a_scene_is_read_whole(read):
    scene = read()
    assert (scene.name, scene.title, len(scene.steps), scene.minutes) == ("scene", "A scene", 2, 2.0)
    assert scene.steps[0].question.right == 0
    assert scene.sounds["soft"].origin == "tone"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('kind = "predict"', 'kind = "guess"', "steps[1].kind must be one of predict, hear, see, explain, got 'guess'"),
        ("{hz}", "{khz}", "steps[1].text names no number of the scene, got 'khz', did you mean 'hz'?"),
        ("{hz}", "{hz", "steps[1].text has a brace without its partner"),
        ('make = "sine"', 'make = "sinus"', "sounds.tone.make must be one of sine,"),
        ("seconds = 0.1", "secnds = 0.1", "sounds.tone.secnds is unknown, did you mean 'seconds'?"),
        ("seconds = 0.1", "seconds = 600", "sounds.tone.seconds must be a number 0.001..60 s, got 600"),
        ("seconds = 0.1", "seconds = true", "sounds.tone.seconds must be a number"),
        ('"$height"', '"$hight"', "sounds.tone.frequency names no knob of the scene, got '$hight'"),
        ('from = "tone"', 'from = "soft"', "sounds.soft is made of itself"),
        ('from = "tone"', 'from = "ton"', "sounds.soft.from names no sound of the scene, got 'ton'"),
        ('effect = "gain"', 'effect = "gian"', "sounds.soft.then[1].effect must be one of quantize,"),
        ("db = -20", "db = -20, more = 1", "sounds.soft.then[1].more is unknown"),
        (", db = -20", "", "sounds.soft.then[1].db is missing; it must be a number"),
        ("values = [200, 400]", "values = [400, 200]", "knobs.height.values must rise"),
        ("within = 2", 'within = "two"', "numbers.hz.within must be a number, got 'two'"),
        ("{:.0f} Hz", "{:.0q} Hz", "numbers.hz.form must be a format"),
        ('view = "wave"', 'view = "waive"', "steps[1].show[1].view must be one of wave,"),
        ('play = ["tone", "soft"]', 'play = "tone"', "steps[1].play must be a list, got 'tone'"),
        ('answers = ["low", "high"]', 'answers = ["low"]', "question.answers must be a list of texts, at least 2"),
        ("right = 1", "right = 3", "steps[1].question.right must be 1..2, or 0 where none is, got 3"),
        ('why = ["", "has not heard it"]', 'why = [""]', "question.why must be one for each of the 2 answers, got 1"),
        ('title = "Tell"', "", "steps[2].title is missing; it must be a text"),
        ('sources = ["nobody"]', "sources = []", "sources must be a list of texts, at least 1"),
        ('aim = "To be read."', 'aim = "To be read."\ncolour = "red"', "colour is unknown"),
        ('make = "sine"', 'make = "sne"', "did you mean 'sine'?"),
        ("{:.0f} Hz", "{:.99f} Hz", "numbers.hz.form must be a format"),
        ("{:.0f} Hz", "{.foo}", "numbers.hz.form must be a format"),
        ("{hz}", "{hz:.1f}", "steps[1].text must name a number alone as {name}"),
        ("{hz}", "{}", "steps[1].text must name a number alone as {name}"),
        ("within = 2", "within = -2", "numbers.hz.within must be at least 0, got -2"),
        ("values = [200, 400]", "values = [200, 40000]", "0..24000 Hz, but its knob goes from 200 to 40000"),
        ("values = [200, 400]", "values = [200, 400]\nlow = 1", "knobs.height.values cannot stand beside low and high"),
        ("values = [200, 400]", "low = 200\nhigh = 400\nstep = 999", "height.step must be above 0 and at most 200"),
        ("seconds = 0.02", 'title = "$height"', "show[1].title must be a text; a knob is a number"),
        ("then = [", "then = 5 #", "sounds.soft.then must be a list, got 5"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_key_and_reason(read, before, after, told):
    assert before in SCENE
    with pytest.raises(ConfigError) as error:
        read(SCENE.replace(before, after))
    assert told in str(error.value)
    assert "scene.toml: " in str(error.value)


def test_every_problem_is_told_at_once(read):
    with pytest.raises(ConfigError) as error:
        read(
            SCENE.replace("within = 2", "")
            .replace("seconds = 0.1", "seconds = -1")
            .replace('kind = "explain"', "kind = 1")
        )
    told = " ".join(error.value.problems)
    assert all(key in told for key in ("numbers.hz.within", "sounds.tone.seconds", "steps[2].kind"))


@pytest.mark.parametrize("text", ["", "title", "steps = 3", "[[steps]]", "sounds = []\n[[steps]]", "steps = [1]"])
def test_whatever_the_file_holds_it_is_told_in_words(read, text):
    with pytest.raises(ConfigError):
        read(text)


def test_a_file_that_is_not_there_is_told(tmp_path):
    from livemel.lecture.reading.scene_file import read_scene

    with pytest.raises(ConfigError, match=r"cannot read .*none\.toml: No such file"):
        read_scene(tmp_path / "none.toml")
