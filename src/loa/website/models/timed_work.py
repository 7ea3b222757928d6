"""The sign of life of timed work."""

from django.db import models


class Heartbeat(models.Model):
    """When a piece of timed work last came to its end; the health address compares it with the clock."""

    TICK = "tick"  # all timed work together, each minute

    name = models.CharField("công việc định kỳ", max_length=60, unique=True)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "nhịp công việc định kỳ"
        verbose_name_plural = "nhịp công việc định kỳ"

    def __str__(self) -> str:
        return f"{self.name}: {self.at:%d/%m/%Y %H:%M}"
