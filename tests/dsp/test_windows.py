"""Windows are SciPy's, bit for bit, or a refusal that says why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import get_window

from livemel.config.sections import StftConfig
from livemel.config.window_names import WINDOW_PARAMETERS
from livemel.dsp.windows import COSINE_TERMS, analysis_window, centred_in, cosine_window
from livemel.errors import ConfigError

LENGTHS = [*range(1, 130), 255, 256, 399, 400, 401, 512, 601, 1023, 1024, 1025, 1200, 2047, 2048, 4096, 4097, 65536]

AS_SCIPY_WRITES_IT = {
    "chebwin,80": ("chebwin", 80),
    "chebwin,20": ("chebwin", 20),
    "dpss,2.5": ("dpss", 2.5),
    "exponential,3.5": ("exponential", None, 3.5),
    "gaussian,7.25": ("gaussian", 7.25),
    "general_cosine,0.3": ("general_cosine", [0.3]),
    "general_cosine,0.4,0.45,0.15": ("general_cosine", [0.4, 0.45, 0.15]),
    "general_gaussian,1.5,7": ("general_gaussian", 1.5, 7),
    "general_hamming,0.6": ("general_hamming", 0.6),
    "kaiser,14": ("kaiser", 14),
    "taylor,5": ("taylor", 5),
    "taylor,5,35.5": ("taylor", 5, 35.5),
    "tukey,0.25": ("tukey", 0.25),
} | {name: name for name, (least, _) in WINDOW_PARAMETERS.items() if least == 0 and name != "povey"}


def window(name, length=400, symmetric=False):
    return analysis_window(StftConfig(window=name, win_length=length, n_fft=1 << 16, window_symmetric=symmetric))


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("name", COSINE_TERMS)
def test_a_sum_of_cosines_is_scipys_bit_for_bit(name, symmetric):
    different = [
        length
        for length in LENGTHS
        if not np.array_equal(
            cosine_window(name, length, symmetric=symmetric), get_window(name, length, fftbins=not symmetric)
        )
    ]

    assert different == []


@pytest.mark.filterwarnings("ignore:This window is not suitable")
@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("name", AS_SCIPY_WRITES_IT)
def test_any_window_is_scipys_bit_for_bit(name, symmetric):
    for length in [7, 8, 31, 64, 400, 401]:
        expected = get_window(AS_SCIPY_WRITES_IT[name], length, fftbins=not symmetric)

        assert np.array_equal(window(name, length, symmetric), expected)


@pytest.mark.parametrize("length", [8, 64, 400])
def test_the_window_that_is_only_symmetric_and_even_is_scipys(length):
    expected = get_window(("kaiser_bessel_derived", 4), length, fftbins=False)

    assert np.array_equal(window("kaiser_bessel_derived,4", length, symmetric=True), expected)


def test_every_window_that_can_be_asked_for_is_compared():
    compared = {name.partition(",")[0] for name in AS_SCIPY_WRITES_IT}

    assert compared | {"povey", "kaiser_bessel_derived"} == set(WINDOW_PARAMETERS)


@pytest.mark.parametrize("symmetric", [False, True])
def test_povey_is_a_hann_window_to_the_power_of_0_85(symmetric):
    assert np.array_equal(window("povey", 400, symmetric), get_window("hann", 400, fftbins=not symmetric) ** 0.85)


def test_povey_is_kaldis():
    # FeatureWindowFunction of kaldi-native-fbank 1.23.0, 25 ms at 16 kHz
    kaldis = [0.0, 0.000265150971, 0.241843671, 0.999986827, 0.0]

    assert window("povey", 400, symmetric=True)[[0, 1, 57, 200, 399]] == pytest.approx(kaldis, rel=1e-6)


def test_without_win_length_the_window_is_n_fft_long():
    assert len(analysis_window(StftConfig(n_fft=640))) == 640


@pytest.mark.parametrize("text", ["boxcat", "kaiser", "hann,3", "", "kaiser,inf"])
def test_what_is_no_window_is_refused_as_the_configuration_refuses_it(text):
    with pytest.raises(ConfigError, match=r"^stft\.window must be .*, got "):
        window(text)


@pytest.mark.parametrize(("name", "length", "symmetric", "reason"), [
    ("dpss,300", 400, False, "SciPy says: "),
    ("kaiser_bessel_derived,4", 400, False, "SciPy says: .*symmetric"),
    ("kaiser_bessel_derived,4", 401, True, "SciPy says: .*even"),
    ("taylor,4.5", 400, False, "SciPy says: "),
    ("gaussian,0", 400, False, "it is not finite; choose other parameters"),
    ("general_cosine,0,0", 400, False, "it is zero everywhere; choose"),
    ("hann", 2, True, "it is zero everywhere; choose a longer one"),
    ("blackman", 2, True, "it is zero everywhere"),
])  # fmt: skip
def test_a_window_that_cannot_be_is_refused_with_the_reason(name, length, symmetric, reason):
    kind = "symmetric" if symmetric else "periodic"
    with pytest.raises(ConfigError, match=rf"a {kind} window of {length} samples .*got '{name}': {reason}"):
        window(name, length, symmetric)


@settings(deadline=None, max_examples=300)
@given(data=st.data(), length=st.integers(1, 70), symmetric=st.booleans())
def test_whatever_is_asked_for_is_a_finite_window_or_refused(data, length, symmetric):
    name = data.draw(st.sampled_from(sorted(WINDOW_PARAMETERS)))
    least, most = WINDOW_PARAMETERS[name]
    numbers = st.integers(-20, 20) | st.floats(-1e3, 1e3) | st.sampled_from([0.0, 1e-300, 1e300])
    numbers = st.integers(-20, 100) if name == "taylor" else numbers
    text = ",".join([name, *map(str, data.draw(st.lists(numbers, min_size=least, max_size=most)))])
    try:
        samples = window(text, length, symmetric)
    except ConfigError:
        return

    assert samples.shape == (length,)
    assert samples.dtype == np.float64
    assert np.isfinite(samples).all()
    assert samples.any()


@pytest.mark.parametrize(("length", "n_fft", "left"), [(4, 8, 2), (3, 8, 2), (4, 7, 1), (3, 7, 2), (8, 8, 0)])
def test_a_short_window_stands_in_the_middle(length, n_fft, left):
    padded = centred_in(np.ones(length), n_fft)

    assert len(padded) == n_fft
    assert np.flatnonzero(padded).tolist() == list(range(left, left + length))
