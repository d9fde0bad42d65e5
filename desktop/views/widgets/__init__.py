"""Small parts every place is made of."""

from desktop.views.widgets.button import Button
from desktop.views.widgets.chip import Chip
from desktop.views.widgets.fields import Field, PlainEdit
from desktop.views.widgets.key_hint import KeyHint
from desktop.views.widgets.parts import Bar, Card, IconLabel, Scroll
from desktop.views.widgets.text import Text, plain_tip

__all__ = [
    "Bar",
    "Button",
    "Card",
    "Chip",
    "Field",
    "IconLabel",
    "KeyHint",
    "PlainEdit",
    "Scroll",
    "Text",
    "plain_tip",
]
