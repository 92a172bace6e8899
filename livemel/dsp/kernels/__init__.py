"""Kernels: from the samples of frames to mel values. They differ in speed, not by one bit in what they give."""
