"""Stage: what participants see."""

from desktop.views.stage.view import StageView, Thumbnail
from desktop.views.stage.window import StageWindow

__all__ = ["StageView", "StageWindow", "Thumbnail"]
