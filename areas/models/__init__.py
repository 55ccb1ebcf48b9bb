"""What: the areas, their status by resolution, their evidence."""

from areas.models.area import Area, AreaStatus, ResolutionArea
from areas.models.evidence import Evidence

__all__ = ["Area", "AreaStatus", "Evidence", "ResolutionArea"]
