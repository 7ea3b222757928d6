"""Draw a sound by code that stands for a recording: three soft tones, no voice, and nothing that pretends to be one."""

import math
import struct
import wave
from io import BytesIO

TITLE = "Âm thanh mẫu thay cho bản ghi âm thật (minh họa)"
# Enough for tones, and a tenth of what music takes.
_RATE = 8_000
_TONES = (262, 330, 392)  # hertz: do, mi, sol
_LOUD = 0.2
_FADE = 0.15  # seconds


def tone(seconds: int) -> bytes:
    """Return a WAV of so many seconds: one tone after the other, each swelling and fading."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(
            b"".join(struct.pack("<h", _height(place / _RATE, seconds)) for place in range(seconds * _RATE))
        )
    return made.getvalue()


def _height(moment: float, seconds: int) -> int:
    lasts = seconds / len(_TONES)
    number = min(int(moment / lasts), len(_TONES) - 1)
    within = moment - number * lasts
    swell = min(1.0, within / _FADE, (lasts - within) / _FADE)
    return round(32_767 * _LOUD * max(0.0, swell) * math.sin(2 * math.pi * _TONES[number] * moment))
