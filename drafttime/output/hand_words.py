"""What is said of hand and eye: what the typing took, and how much reading went with it."""

from __future__ import annotations

from drafttime.durations import each_minute
from drafttime.model import Analysis, Estimate, HandAndEye
from drafttime.output.wording import (
    about_hours,
    count,
    counted,
    hours,
    hours_range,
    number_in_prose,
    sentence,
)

CERTAIN = 1.02
"""Where the ends of a range lie closer than that, (nearly) all of the time was recorded."""


def hand_and_eye(analysis: Analysis) -> str:
    """Say what the hand needed, what is left, and how the two stand to each other."""
    both = analysis.time.hand_and_eye
    if both is None or not both.words_typed:
        return ""
    return " ".join(filter(None, (_hand(both), _left(both), ratio_sentence(both), _against(both))))


def _hand(both: HandAndEye) -> str:
    return (
        f"Typing {counted(both.words_typed, 'word')} once takes {about_hours(both.hand_minutes)} "
        f"at {both.typing_speed:g} words a minute."
    )


def _left(both: HandAndEye) -> str:
    """Give what remains of the whole time: the less the more volume, by the way it is estimated."""
    left = both.eye
    if left is None or left.high_minutes <= 0:
        return ""
    if left.high_minutes <= CERTAIN * left.low_minutes:
        return f"That leaves {about_hours(left.mid_minutes)} that were not typing."
    return (
        f"By the estimate that leaves {hours_range(left.low_minutes, left.high_minutes)} that were "
        "not typing."
    )


def ratio_sentence(both: HandAndEye) -> str:
    """Say how many minutes of eye go with one of hand, or why that is not known."""
    if both.ratio is None:
        why = f": {both.why_not_known}" if both.why_not_known else ""
        return f"How much of the time was reading and weighing (not typing) is not known{why}."
    seen = counted(both.intervals, "observed stretch", "observed stretches")
    words = f"{count(both.interval_words)} of the words"
    return (
        f"For each minute of typing, about {ratio_words(both.ratio)} of reading and weighing (not "
        f"typing), from {seen} of {hours(both.interval_minutes)} in all, in which {words} were "
        "typed."
    )


def short_ratio(both: HandAndEye) -> str:
    """Return the ratio as a sentence that can stand alone on a page for others.

    "" where it is unknown, or where the words that were left out outnumber those it comes from.
    """
    if both.ratio is None or both.outweighed:
        return ""
    return (
        f"For each minute of typing, about {ratio_words(both.ratio)} of reading and weighing (not "
        f"typing), from {hours(both.interval_minutes)} that were seen."
    )


def ratio_words(ratio: Estimate) -> str:
    """Return a ratio's range in time for each minute, as rough as it is: "4–7 minutes"."""
    return " ".join(each_minute(ratio.low_minutes, ratio.high_minutes))


def _against(both: HandAndEye) -> str:
    """Say what speaks against the figures, with numbers."""
    said = []
    if both.too_short:
        many = sentence(number_in_prose(both.too_short))
        words = counted(both.too_short_words, "word")
        one = both.too_short == 1
        that = "more than can be typed in it" if one else "more than can be typed in them"
        said.append(
            f"{many} more held {words}, {that} (pasted, or typed before the first commit of a "
            f"session), and {'is' if one else 'are'} left out{_with_them(both)}."
        )
    if both.sessions_too_short:
        many = counted(both.sessions_too_short, "session")
        its = "its estimate is" if both.sessions_too_short == 1 else "their estimates are"
        said.append(f"In {many} the typing alone takes longer than the estimate: {its} too short.")
    return " ".join(said)


def _with_them(both: HandAndEye) -> str:
    ratio = both.ratio_with_too_short
    if both.ratio is None or ratio is None or ratio < 0:
        return ""
    them = "it" if both.too_short == 1 else "them"
    return f"; with {them} it would be {ratio_words(Estimate(ratio, ratio, ratio))}"
