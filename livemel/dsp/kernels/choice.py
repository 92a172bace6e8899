"""Which kernel a stream gets."""

from __future__ import annotations

from importlib.util import find_spec

from livemel.dsp.arrays import Reals
from livemel.dsp.kernels.numpy_kernel import NumpyKernel
from livemel.dsp.kernels.plan import Plan

KERNELS = ("auto", "numpy", "scipy", "numba")


def make_kernel(name: str, plan: Plan, signals: Reals, most_frames: int) -> NumpyKernel:
    """The kernel `name` for `plan`, reading frames out of `signals`; "auto" is numba where it is installed, else scipy.

    Raises
    ------
    ValueError
        If there is no such kernel, or it cannot compute the plan.
    """
    if name not in KERNELS:
        raise ValueError(f"kernel must be one of {', '.join(KERNELS)}, got {name!r}")
    if not plan.is_exact and name == "numpy":
        raise ValueError('kernel must be auto, scipy or numba while stft.precision is fast, got "numpy"')
    if name == "numba" or (name == "auto" and find_spec("numba")):
        return _numba_kernel(plan, signals, most_frames)
    if name == "numpy":
        return NumpyKernel(plan, signals, most_frames)
    from livemel.dsp.kernels.scipy_kernel import FastKernel, ScipyKernel

    return (ScipyKernel if plan.is_exact else FastKernel)(plan, signals, most_frames)


def _numba_kernel(plan: Plan, signals: Reals, most_frames: int) -> NumpyKernel:
    try:
        from livemel.dsp.kernels.numba_kernel import FastNumbaKernel, NumbaKernel
    except ImportError as error:
        raise ValueError(
            f"kernel numba cannot be imported ({error}); install it: pip install 'livemel[fast]'"
        ) from error
    return (NumbaKernel if plan.is_exact else FastNumbaKernel)(plan, signals, most_frames)
