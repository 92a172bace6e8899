"""What is played comes out of the loudspeaker: without a click, in tune, below its ceiling, to the last sample."""

import time

import numpy as np
import pytest
import soundfile
from loudspeaker import RATE, Loudspeaker, PlayerProgram


@pytest.fixture
def room(make_virtual_mic):
    return make_virtual_mic(null_sink=True)


@pytest.fixture
def program(room):
    program = PlayerProgram(room)
    yield program
    assert program.end() == 0


@pytest.fixture
def speaker(room, tmp_path):
    speaker = Loudspeaker(room, tmp_path / "heard.f32")
    yield speaker
    speaker.stop()


def sounding(heard):
    """From the first sample that is not silent to the last."""
    loud = np.flatnonzero(heard)
    return heard[loud[0] : loud[-1] + 1] if len(loud) else heard[:0]


def after_silence(heard):
    """Something was heard, and then nothing for 50 ms."""
    return heard.any() and not heard[-RATE // 20 :].any()


def frequency(samples):
    padded = 1 << 20
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), padded))
    return spectrum.argmax() * RATE / padded


@pytest.mark.parametrize("hz", [60.0, 1000.0, 12_345.0])
def test_a_tone_is_in_tune_and_no_louder_than_it_should_be(program, speaker, hz):
    program.do(f"tone = player.tone({hz}, 0.5, level_dbfs=-20)")
    program.wait_for("tone.is_done")
    speaker.wait_for(after_silence)
    tone = sounding(speaker.heard())

    assert len(tone) == pytest.approx(RATE // 2, abs=RATE // 100)
    assert frequency(tone) == pytest.approx(hz, abs=1.0)
    assert 20 * np.log10(np.abs(tone).max()) == pytest.approx(-20, abs=0.1)
    assert np.abs(np.diff(tone)).max() <= 0.1001 * 2 * np.sin(np.pi * hz / RATE) + 1e-4  # no step but the sine's own
    assert np.abs(tone[:48]).max() < 0.002 > np.abs(tone[-48:]).max()


def test_no_tone_is_louder_than_the_ceiling(program, speaker):
    program.do("tone = player.tone(440.0, 0.2, level_dbfs=0)")
    program.wait_for("tone.is_done")
    speaker.wait_for(after_silence)

    assert 20 * np.log10(np.abs(speaker.heard()).max()) == pytest.approx(-12, abs=0.1)


def test_a_stopped_tone_falls_to_silence_without_a_step(program, speaker):
    program.do("tone = player.tone(100.0, 60.0, level_dbfs=-12)")
    speaker.wait_for(lambda heard: np.count_nonzero(heard) > RATE // 5)
    program.do("tone.stop()")
    program.wait_for("tone.is_done", seconds=5)
    speaker.wait_for(after_silence)
    tone = sounding(speaker.heard())

    assert len(tone) < 5 * RATE
    assert np.abs(np.diff(tone)).max() <= 0.2512 * 2 * np.sin(np.pi * 100 / RATE) + 1e-3
    assert np.abs(tone[-48:]).max() < 0.002
    assert program.ask("player.state.value") == "open"


def test_a_loop_has_no_seam(program, speaker):
    program.do("loop = player.play(np.sin(2 * np.pi * np.arange(4800) / 48).astype('f4') * 0.1, 48000, loop=True)")
    speaker.wait_for(lambda heard: np.count_nonzero(heard) > 1.5 * RATE)
    program.do("loop.stop()")
    speaker.wait_for(after_silence)
    sound = sounding(speaker.heard())[RATE // 20 : -RATE // 20]

    assert len(sound) > RATE
    assert np.abs(sound[48:] - sound[:-48]).max() < 1e-4
    assert program.ask("loop.underruns") == 0


def test_every_sample_of_a_recording_comes_out_as_it_is(program, speaker):
    program.do("sound = np.random.default_rng(1).uniform(-0.5, 0.5, 120_000).astype('f4')")
    program.do("playing = player.play(sound, 48000)")
    program.wait_for("playing.is_done")
    speaker.wait_for(after_silence)
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, 120_000).astype("f4")
    heard = sounding(speaker.heard())
    marked = sound[60_000:60_100]
    place = int(np.argmin(np.abs(np.lib.stride_tricks.sliding_window_view(heard, 100) - marked).sum(axis=1))) - 60_000
    middle = slice(960, 120_000 - 960)

    assert np.abs(heard[place:][middle] - sound[middle]).max() < 1e-4
    assert program.ask("playing.position_s") == pytest.approx(2.5, abs=0.1)


def test_one_sound_follows_the_other_and_they_never_add_up(program, speaker):
    program.do("a = player.tone(100.0, 30.0, level_dbfs=-12)")
    speaker.wait_for(lambda heard: np.count_nonzero(heard) > RATE // 5)
    program.do("b = player.tone(100.0, 0.3, level_dbfs=-12)")
    program.wait_for("a.is_done and b.is_done")
    speaker.wait_for(after_silence)

    assert 20 * np.log10(np.abs(speaker.heard()).max()) <= -11.9


def test_live_sound_goes_through_without_a_break(program, speaker):
    program.do("through = player.through(44100)")
    program.do("tone = (0.2 * np.sin(2 * np.pi * 200 * np.arange(88200) / 44100)).astype('f4')")
    program.do("hear_live(through, tone, 44100)")
    speaker.wait_for(after_silence)
    sound = sounding(speaker.heard())

    assert program.ask("through.underruns") == 0
    assert len(sound) > RATE
    assert np.abs(np.diff(sound)).max() <= 0.2001 * 2 * np.sin(np.pi * 200 / RATE) + 1e-3
    assert frequency(sound) == pytest.approx(200, abs=1.0)


def test_live_sound_pauses_and_goes_on_without_a_click(program, speaker):
    program.do("through = player.through(48000)")
    program.do("tone = (0.2 * np.sin(2 * np.pi * 200 * np.arange(24000) / 48000)).astype('f4')")
    program.do("hear_live(through, tone, 48000)")
    speaker.wait_for(after_silence)
    program.do("hear_live(through, tone, 48000)")
    speaker.wait_for(lambda heard: np.count_nonzero(heard) > 0.7 * RATE and after_silence(heard))

    assert np.abs(np.diff(speaker.heard())).max() <= 0.2001 * 2 * np.sin(np.pi * 200 / RATE) + 1e-3
    assert program.ask("through.underruns") == 0


def test_a_file_is_heard_while_it_is_analysed_paused_moved_and_sped_up(program, speaker, tmp_path):
    tone = 0.2 * np.sin(2 * np.pi * 200 * np.arange(3 * RATE) / RATE)
    soundfile.write(tmp_path / "tone.wav", tone, RATE, subtype="FLOAT")
    program.do(f"session, transport, through = play_file({str(tmp_path / 'tone.wav')!r})")
    speaker.wait_for(lambda heard: np.count_nonzero(heard) > RATE)
    program.do("transport.pause()")
    speaker.wait_for(after_silence)
    program.do("transport.set_speed(2.0); transport.seek(1.0); transport.resume()")
    program.wait_for("transport.at_end")
    speaker.wait_for(after_silence)
    heard = speaker.heard()
    begins = np.flatnonzero(np.convolve(np.abs(heard) > 0, np.ones(RATE // 20), "full")[: len(heard)] == 1)
    program.do("session.close()")

    assert np.abs(np.diff(heard)).max() <= 0.2001 * 2 * np.sin(np.pi * 400 / RATE) + 2e-3
    assert frequency(heard[begins[0] :][: RATE // 2]) == pytest.approx(200, abs=2.0)
    assert frequency(heard[-RATE:]) == pytest.approx(400, abs=2.0)
    assert program.ask("(session.failure, session.stats.samples_lost, through.skipped < 24000)") == [None, 0, True]


def test_a_microphone_loses_nothing_while_outputs_open_play_and_close(program, room, sound_in_the_room):
    sound_in_the_room(room, np.full(RATE, 0.25, np.float32))
    program.do("listening = Listening()")
    program.wait_for("listening.received > 10000")
    for output in ("", "speaker", "", "no such thing"):
        program.do(f"player.choose({output!r})")
        program.do("tone = player.tone(440.0, 0.1)")
        program.wait_for("tone.is_done")
    program.do("listening.end()")

    assert "no output is called 'no such thing'" in program.ask("tone.failure")
    assert program.ask("(listening.lost, listening.overflows)") == [0, 0]


def test_when_portaudio_begins_anew_it_is_told_and_the_next_sound_is_heard(program, speaker):
    program.do("tone = player.tone(440.0, 30.0)")
    speaker.wait_for(lambda heard: heard.any())
    program.do("reinitialise()")
    program.wait_for("tone.is_done")
    assert "the search for a microphone ended it" in program.ask("tone.failure")
    assert program.ask("player.state.value") == "failed"
    program.do("tone = player.tone(1000.0, 0.3)")
    program.wait_for("tone.is_done")

    assert program.ask("(tone.failure, player.state.value)") == ["", "open"]


def test_a_lost_sound_server_is_told_and_nothing_hangs(program, room, speaker):
    program.do("tone = player.tone(440.0, 30.0)")
    speaker.wait_for(lambda heard: heard.any())
    room.kill()
    program.wait_for("tone.is_done")

    assert program.ask("player.state.value") == "failed"
    assert "is gone" in program.ask("player.detail")
    begun = time.monotonic()
    program.do("tone = player.tone(440.0)")
    program.wait_for("tone.is_done")
    assert program.ask("tone.failure")
    assert time.monotonic() - begun < 10


def test_the_loudspeaker_is_listed_as_the_default(program):
    outputs = program.ask("[[o.name, o.host_api, o.is_default, o.server_sink] for o in list_outputs()]")

    assert [output for output in outputs if output[2]] == [[outputs[-1][0], "sound server", True, "speaker"]]
