"""What every setting means: one row each of the table that the reference is made from."""

from __future__ import annotations

from dataclasses import dataclass

KARAT_WORDS_PER_MINUTE = 32.5
"""How fast people copy a text on a keyboard (Karat et al., 1999), in words a minute."""

TIME_RULES = ("observed", "git-hours")
"""The rules by which time can be counted; the first is the default."""


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """One setting as the reference shows it.

    `name` is the key in `drafttime.toml`, and the option's name where there is one; `kind` says
    what may stand there, `default` what holds without it, both in words; `meaning` is a sentence or
    two; `example` is a line (or a table) that can be copied into the file.
    """

    name: str
    kind: str
    default: str
    meaning: str
    example: str

    @property
    def attribute(self) -> str:
        """The name of the field of `Settings`: a hyphen becomes an underscore."""
        return self.name.replace("-", "_")


SETTINGS: tuple[SettingInfo, ...] = (
    SettingInfo(
        "title",
        "text",
        "the book's own title, else the folder's name",
        "The title on the report.",
        'title = "The Tidewright"',
    ),
    SettingInfo(
        "author",
        "text",
        "the book's own, where it names one",
        "The author's name on the report.",
        'author = "M. Arden"',
    ),
    SettingInfo(
        "book",
        "the name of a [books.NAME] table",
        "the only book, where there is one",
        "Which of several books in this repository is meant. A table [books.NAME] may hold any "
        "other setting; what it holds wins over the same setting above it.",
        'book = "tide"\n\n[books.tide]\ninclude = ["tide/*.md"]',
    ),
    SettingInfo(
        "first",
        "a revision, REVISION:PATH, or a path",
        "tags, then commit messages, then a guess that is said to be one",
        "The first draft. A path names a draft that is kept as a file or folder.",
        'first = "draft-1"',
    ),
    SettingInfo(
        "final",
        "a revision",
        "the newest commit (HEAD)",
        "The final draft: everything is compared with it.",
        'final = "submitted"',
    ),
    SettingInfo(
        "drafts",
        "a table of names and revisions",
        "tags, then commit messages",
        "The drafts between the first and the final one, by name.",
        '[drafts]\n"First draft" = "3f2a9c1"\n"After the editor" = "draft-2"',
    ),
    SettingInfo(
        "include",
        "a list of patterns",
        "the prose that is found",
        "The files of the manuscript, whatever their extension; nothing else is counted. Patterns "
        "start at the repository's root: * stands for part of a name, ** for any number of "
        "folders, none included; a folder's name stands for all that is in it.",
        'include = ["chapters/**/*.md", "epilogue.md"]',
    ),
    SettingInfo(
        "exclude",
        "a list of patterns",
        "none",
        "Files that are not counted. Patterns are written as for include.",
        'exclude = ["chapters/interlude-*.md"]',
    ),
    SettingInfo(
        "order",
        "a list of patterns",
        "the book's own list of chapters, else the order of the names",
        "The reading order. What is not named here follows after it.",
        'order = ["prologue.md", "chapters/*.md", "coda.md"]',
    ),
    SettingInfo(
        "format",
        "a table of patterns and formats",
        "by extension",
        "How files are read where their extension does not say it.",
        '[format]\n"chapters/*.txt" = "markdown"',
    ),
    SettingInfo(
        "gap",
        "minutes, from 1 to 10080",
        "learned from each writer's own pauses, else 120",
        "The longest pause inside one session.",
        "gap = 90",
    ),
    SettingInfo(
        "time-rule",
        " or ".join(TIME_RULES),
        TIME_RULES[0],
        "How time is counted: observed is a lower bound; git-hours adds the constants of the "
        "program of that name, for comparison.",
        'time-rule = "git-hours"',
    ),
    SettingInfo(
        "typing-speed",
        "words a minute, from 1 to 300",
        "32.5",
        "How fast you copy a text on a keyboard: it tells the hand from the eye.",
        "typing-speed = 45",
    ),
    SettingInfo(
        "since",
        "a date",
        "the first commit",
        "Labour before this day is not counted. The drafts stay as they are.",
        "since = 2024-03-01",
    ),
    SettingInfo(
        "until",
        "a date",
        "the final draft",
        "Labour after this day is not counted. The drafts stay as they are.",
        "until = 2024-11-30",
    ),
    SettingInfo(
        "writer",
        "a name or address, or a list of them",
        "everybody",
        "Whose labour is counted.",
        'writer = "M. Arden"',
    ),
    SettingInfo(
        "writers",
        "a table of names, each with a list of names and addresses",
        "as .mailmap says",
        "Which names and e-mail addresses are one person.",
        '[writers]\n"M. Arden" = ["mo@arden.example", "Mo"]',
    ),
    SettingInfo(
        "logs",
        "a list of files",
        "none",
        "Records of writing time to take in, the one that counts first. Here they are files in the "
        "repository; on the command line they are looked for where you stand. Two names are no "
        "files: watch, the log of `drafttime watch` for this folder, and refs/notes/gtm-data, the "
        "notes of Git Time Metric.",
        'logs = ["writing-log.csv"]',
    ),
    SettingInfo(
        "log-only",
        "a list of words",
        "everything in a log that is about this book alone",
        "Only entries of logs that hold one of these words are taken in, in any case: in the text "
        "of an entry, the project, the file or the window's title.",
        'log-only = ["dissertation"]',
    ),
    SettingInfo(
        "log-timeout",
        "minutes, from 1 to 120",
        "15",
        "How long after a sign of life in a log (a heartbeat) you are taken to be still at work.",
        "log-timeout = 5",
    ),
    SettingInfo(
        "log-writer",
        "a name",
        "the writer with the most revisions",
        "Whose time the logs hold, where they name nobody.",
        'log-writer = "M. Arden"',
    ),
    SettingInfo(
        "zone",
        "the name of a time zone",
        "that of the commits nearest in time",
        "The zone of times in logs that name none, and in which a time belongs to a day.",
        'zone = "Europe/Lisbon"',
    ),
    SettingInfo(
        "show-text",
        "true or false",
        "false",
        "Passages of the manuscript may be shown: the whole paragraph of a portfolio’s sentence, "
        "the paragraph and the cut of a week, both texts in the data of a comparison.",
        "show-text = true",
    ),
    SettingInfo(
        "show-cuts",
        "true or false",
        "false",
        "Passages that were cut may be shown.",
        "show-cuts = true",
    ),
    SettingInfo(
        "quiet",
        "true or false",
        "false",
        "Print nothing but errors.",
        "quiet = true",
    ),
    SettingInfo(
        "no-cache",
        "true or false",
        "false",
        "Compute everything again, and keep nothing in the cache.",
        "no-cache = true",
    ),
    SettingInfo(
        "no-color",
        "true or false",
        "false",
        "Print without colours.",
        "no-color = true",
    ),
)
"""Every setting, in the order of the reference."""
