"""Every mapped class there is: for making a schema and checking one, not for a start."""

from __future__ import annotations

from desktop.models import okrs, preparing, tables, templates
from desktop.models.base import Base

MODULES = (tables, preparing, okrs, templates)

__all__ = ["MODULES", "Base"]
