"""The office's screens for plans: the list, a draft's check, the upload, the review before a plan becomes work."""

from loa.plans.viewsets.plans import PlansPanel, PlanViewSet
from loa.plans.viewsets.rhythms import RhythmViewSet

__all__ = ["PlanViewSet", "PlansPanel", "RhythmViewSet"]
