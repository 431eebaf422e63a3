"""Time as data: sessions, totals, and how they came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from drafttime.clock.hand import rest
from drafttime.model import Agreement, Estimate, HandAndEye, Revision, Session, Spell, Time
from drafttime.output.json_text import Json
from drafttime.output.kinds_data import session_kinds
from drafttime.output.totals import WriterWork

INTERVAL = 0.8


def estimate_object(estimate: Estimate | None) -> Json | None:
    """Return a range in minutes, None where nothing is estimated."""
    if estimate is None:
        return None
    return {
        "low": estimate.low_minutes,
        "mid": estimate.mid_minutes,
        "high": estimate.high_minutes,
    }


def session_object(session: Session, revisions: Mapping[str, Revision]) -> Json:
    """Return what the data says of a session; `revisions` are those of the analysis, by commit."""
    hand = session.hand_minutes
    return {
        "index": session.index,
        "writer": session.writer,
        "day": session.day,
        "start": session.start.iso(),
        "end": session.end.iso(),
        "revisions": session.revisions,
        "words_inserted": session.words_inserted,
        "words_deleted": session.words_deleted,
        "observed_minutes": session.observed_minutes,
        "estimated_minutes": estimate_object(session.estimate),
        "hand_minutes": hand,
        "eye_minutes": _eye(session),
        "kinds": session_kinds(session, revisions),
        "source": session.source,
    }


def time_object(time: Time, writers: Sequence[WriterWork]) -> Json:
    """Return the time; `gap_minutes` is that of the writer with most revisions."""
    order = {writer.name: place for place, writer in enumerate(writers)}
    both = time.hand_and_eye
    gaps = sorted(time.gaps, key=lambda gap: (order.get(gap.writer, len(order)), gap.writer))
    return {
        "observed_minutes": time.observed_minutes,
        "recorded_minutes": time.recorded_minutes,
        "estimated_minutes": estimate_object(time.estimate),
        "interval": INTERVAL if time.estimate is not None else None,
        "why_no_estimate": time.why_no_estimate or None,
        "unknown_words": time.unknown_words,
        "gap_minutes": gaps[0].minutes if gaps else None,
        "gap_from": gaps[0].source if gaps else None,
        "hand_minutes": both.hand_minutes if both else None,
        "eye_minutes": estimate_object(both.eye) if both else None,
        "hand_and_eye": _hand_and_eye(both) if both else None,
        "rule": time.rule,
        "rule_minutes": time.rule_minutes,
        "gaps": [asdict(gap) for gap in gaps],
        "trials": [asdict(trial) for trial in time.trials],
        "regimes": [asdict(regime) for regime in time.regimes],
        "calibrations": [asdict(calibration) for calibration in time.calibrations],
        "logs": time.logs,
        "days": [spell_object(spell) for spell in time.days],
        "weeks": [spell_object(spell) for spell in time.weeks],
        "drafts": [spell_object(spell) for spell in time.drafts],
        "chapters": [spell_object(spell) for spell in time.chapters],
        "agreements": [_agreement(found) for found in time.agreements],
    }


def _eye(session: Session) -> Json | None:
    """Return what the hand leaves of a session's range, None where either is unknown."""
    if session.hand_minutes is None or session.estimate is None:
        return None
    return estimate_object(rest(session.estimate, session.hand_minutes))


def _hand_and_eye(both: HandAndEye) -> Json:
    return {
        "typing_speed": both.typing_speed,
        "words_typed": both.words_typed,
        "ratio": estimate_object(both.ratio),
        "sessions_seen": both.sessions_seen,
        "intervals": both.intervals,
        "interval_minutes": both.interval_minutes,
        "interval_words": both.interval_words,
        "too_short": both.too_short,
        "too_short_words": both.too_short_words,
        "ratio_with_too_short": both.ratio_with_too_short,
        "sessions_too_short": both.sessions_too_short,
        "why_not_known": both.why_not_known or None,
    }


def spell_object(spell: Spell) -> Json:
    """Return the time of a week, a draft or a chapter."""
    return {
        "name": spell.name,
        "start": spell.start,
        "end": spell.end,
        "sessions": spell.sessions,
        "words_touched": spell.words_touched,
        "observed_minutes": spell.observed_minutes,
        "recorded_minutes": spell.recorded_minutes,
        "estimated_minutes": estimate_object(spell.estimate),
    }


def _agreement(found: Agreement) -> Json:
    return {
        "kind": found.kind,
        "where": found.where,
        "compared": found.compared,
        "within_tenth": found.within_tenth,
        "typical_ratio": found.typical_ratio,
        "examples": [
            {"at": claim.at, "theirs": claim.theirs, "ours": claim.ours} for claim in found.examples
        ],
    }
