"""Every mapped class there is: for making a schema and checking one, not for a start."""

from __future__ import annotations

from desktop.models import okrs, preparing, tables
from desktop.models.base import Base

MODULES = (tables, preparing, okrs)

__all__ = ["MODULES", "Base"]
