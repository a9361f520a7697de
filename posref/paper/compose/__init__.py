"""What to print -> `Sheet`: one pure file a kind of sheet. No Qt, no database."""

from posref.paper.compose.call_sheet import compose_call_sheet
from posref.paper.compose.card import compose_card
from posref.paper.compose.checklist import compose_checklist
from posref.paper.compose.handout import Chapter, compose_handout
from posref.paper.compose.month import compose_month
from posref.paper.compose.quick_sheet import compose_quick_sheet
from posref.paper.compose.words import Filled, Words

__all__ = [
    "Chapter",
    "Filled",
    "Words",
    "compose_call_sheet",
    "compose_card",
    "compose_checklist",
    "compose_handout",
    "compose_month",
    "compose_quick_sheet",
]
