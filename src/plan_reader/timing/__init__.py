"""The grammar of deadlines: a phrase of a plan's "Thời gian" column in, a `Timing` out."""

from plan_reader.timing.reading import read_timing, timings

__all__ = ["read_timing", "timings"]
