"""Small books for the tests of passes: which paragraph was touched on which day."""

from __future__ import annotations

from dataclasses import replace

from rendering import analysis

from drafttime.model import Band, Draft, Lineage, Moment, ParagraphLife

DAY = 86_400
START = 1_704_067_200  # 1 January 2024


def book(touched, *, days=40, draft_at=20, words=100, sessions=1, bulk=()):
    """A book of one chapter: paragraph k was touched on the days of `touched[k]`.

    Every day has one revision; day `draft_at` completes Draft 1, the last day the final draft.
    """
    model = analysis("novel").revisions[0]
    revisions = tuple(
        replace(
            model,
            commit=f"{day:040x}",
            authored=Moment(START + day * DAY),
            labour=True,
            bulk=day in bulk,
            distance_tokens=10,
            session=day,
        )
        for day in range(days)
    )
    drafts = tuple(
        Draft(name, revisions[day].commit, revisions[day].authored, 1, 1, "tag")
        for name, day in (("Draft 1", draft_at), ("Final", days - 1))
    )
    lives = tuple(ParagraphLife(0, words, tuple(sorted(on)), sessions) for on in touched)
    lineage = Lineage(bands=(Band("Draft 1", 0), Band("Final", 1)), paragraphs=lives)
    drift = replace(analysis("novel").drift, first=drafts[0], final=drafts[1])
    changes = {"revisions": revisions, "drafts": drafts, "lineage": lineage, "drift": drift}
    return replace(analysis("novel"), **changes)


def swept(places, **more):
    """A book of 40 paragraphs, of which day 21 + n of the second draft touched `places[n]`."""
    touched = [{0} for _ in range(40)]
    for number, place in enumerate(places):
        touched[place].add(21 + number)
    return book(touched, days=21 + len(places), **more)
