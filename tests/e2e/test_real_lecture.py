"""What a lecture plays comes out of the loudspeaker as it was made: in tune, without a click, below its ceiling."""

import numpy as np
import pytest
from lecture_ear import beside
from loudspeaker import RATE, Loudspeaker, PlayerProgram

CLICK_DB = 60.0
PREPARE = (
    "from livemel.gui.lecture.loudspeaker import Loudspeaker",
    "from livemel.lecture.sounds import MAKERS, EFFECTS",
    "lecture = Loudspeaker('', -12.0)",
)


@pytest.fixture
def room(make_virtual_mic):
    return make_virtual_mic(null_sink=True)


@pytest.fixture
def program(room):
    program = PlayerProgram(room)
    for line in PREPARE:
        program.do(line)
    yield program
    program.do("lecture.close()")
    assert program.end() == 0


@pytest.fixture
def speaker(room, tmp_path):
    speaker = Loudspeaker(room, tmp_path / "heard.f32")
    yield speaker
    speaker.stop()


def heard_of(program, speaker, sound):
    program.do(f"lecture.play({sound})")
    program.wait_for("not lecture.is_playing")
    speaker.wait_for(lambda heard: heard.any() and not heard[-RATE // 10 :].any())
    heard = speaker.heard()
    loud = np.flatnonzero(heard)
    return heard[loud[0] : loud[-1] + 1]


def frequency(samples):
    padded = 1 << 20
    return np.abs(np.fft.rfft(samples * np.hanning(len(samples)), padded)).argmax() * RATE / padded


@pytest.mark.parametrize("hz", [200.0, 1000.0, 12_020.0])
def test_a_tone_of_a_scene_is_in_tune_and_begins_and_ends_without_a_click(program, speaker, hz):
    tone = heard_of(program, speaker, f"MAKERS['sine'](frequency={hz}, level=-20, seconds=0.5)")
    assert frequency(tone) == pytest.approx(hz, abs=0.5)
    assert beside(tone, hz, RATE) >= CLICK_DB


def test_the_ear_of_this_test_hears_a_click():
    tone = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(24000) / RATE + 1.0)
    assert beside(tone, 1000.0, RATE) < CLICK_DB


def test_a_tone_that_was_folded_is_heard_where_the_class_predicted_it(program, speaker):
    tone = "MAKERS['sine'](frequency=2100, seconds=1.0)"
    heard = heard_of(program, speaker, f"EFFECTS['decimate']({tone}, rate=3100, filter=False)")
    assert frequency(heard) == pytest.approx(1000, abs=0.5)


def test_no_sound_of_a_lecture_is_louder_than_its_ceiling(program, speaker):
    heard = heard_of(program, speaker, "MAKERS['sine'](frequency=440, level=0, seconds=0.5)")
    assert 20 * np.log10(np.abs(heard).max()) == pytest.approx(-12, abs=0.1)


def test_a_sound_that_is_stopped_falls_to_silence_without_a_click(program, speaker):
    program.do("lecture.play(MAKERS['sine'](frequency=500, level=-20, seconds=30.0))")
    speaker.wait_for(lambda heard: np.count_nonzero(heard) > RATE // 2)
    assert program.ask("lecture.stop()")
    program.wait_for("not lecture.is_playing", seconds=5)
    speaker.wait_for(lambda heard: not heard[-RATE // 10 :].any())
    heard = speaker.heard()
    loud = np.flatnonzero(heard)
    assert beside(heard[loud[0] : loud[-1] + 1], 500.0, RATE) >= CLICK_DB
