"""Gathers what is printed on the run sheet."""

from __future__ import annotations

from desktop.domain.agenda import fixed_starts, local_start, planned_end, schedule, zone_named
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.domain.run_sheet import RunSheet, SheetBlock
from desktop.domain.technique import scaled_steps
from desktop.services.library import Library


def run_sheet(library: Library, workshop_id: int, *, with_private: bool = False) -> RunSheet:
    """The plan of one workshop as it stands, its private notes only on request.

    Raises `UserError` when the workshop is gone or has no blocks.
    """
    shop = library.workshop(workshop_id)
    agenda = library.agenda(workshop_id)
    if shop is None or not agenda:
        raise UserError(
            tr("There is nothing to print on a run sheet."), tr("Add blocks in Prepare first.")
        )
    zone = zone_named(shop.zone)
    start = local_start(shop.day, shop.start, shop.zone)
    slots = schedule(agenda, start, fixed_starts(shop, agenda))
    notes = library.private_notes(workshop_id) if with_private else {}
    return RunSheet(
        title=shop.title,
        programme=shop.programme,
        day=shop.day,
        planned_start=start.astimezone(zone),
        planned_end=planned_end(shop.day, shop.start, shop.end, shop.zone).astimezone(zone),
        place=shop.place,
        blocks=tuple(
            SheetBlock(
                title=row.title,
                starts_at=slot.starts_at.astimezone(zone),
                planned_s=row.planned_s,
                is_fixed=row.fixed_start is not None,
                technique=row.technique,
                steps=_steps(row),
                instruction=row.instruction,
                lead=row.lead,
                protected=row.protected,
                cut_order=row.cut_order,
                note=notes.get(row.id, ""),
            )
            for row, slot in zip(agenda, slots, strict=True)
        ),
        ends_at=slots[-1].ends_at.astimezone(zone),
        with_notes=with_private,
    )


def _steps(row: AgendaRow) -> tuple[tuple[str, int], ...]:
    """As long as they last in a block of that length."""
    lengths = scaled_steps(row.steps, row.planned_s)
    return tuple((step.title, length) for step, length in zip(row.steps, lengths, strict=True))
