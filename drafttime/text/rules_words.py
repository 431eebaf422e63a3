"""The names by which writers call what is not the manuscript, and what to call it in a report.

Phrases are in lower case, words parted by one space, as `drafttime.text.order.name_words` gives
them. A language is here where its words are sure: a wrong guess would leave out a chapter.
"""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


ALWAYS: dict[str, tuple[str, ...]] = {
    "a README": _phrases("readme, read me, lies mich, lisez moi, leeme"),
    "a licence": _phrases("license, licence, licenses, licences, copying, unlicense, eula"),
    "a change log": _phrases("changelog, change log, release notes, whats new, what s new"),
    "a guide for contributors": _phrases("contributing, how to contribute, contribution guide"),
    "a code of conduct": _phrases("code of conduct"),
    "a file about the repository": _phrases(
        "pull request template, issue template, bug report, feature request, codeowners, "
        "funding, copilot instructions"
    ),
    "an outline": _phrases(
        "outline, outlines, plot, plots, plotting, plot points, beats, beat sheet, scene list, "
        "list of scenes, story structure, storyboard, snowflake, timeline, time line, roadmap, "
        "gliederung, exposé, esquema, scaletta, escaleta, план, 大纲, 大綱, 提纲, プロット"
    ),
    "a synopsis": _phrases("synopsis, synopses, blurb, klappentext, sinopsis, sinossi, синопсис"),
    "a list of things to do": _phrases(
        "todo, to do, todos, to dos, todo list, to do list, tasks, task list, checklist, à faire"
    ),
    "cut passages": _phrases(
        "cut, cuts, cut scene, cut scenes, cut chapter, cut chapters, cut material, cut text, "
        "cut passage, cut passages, cut words, cut lines, deleted, deleted scene, deleted scenes, "
        "deleted chapter, deleted chapters, deleted material, deleted text, "
        "removed scenes, removed chapters, outtakes, cutting room, cutting room floor, darlings, "
        "killed darlings, unused, papierkorb, "
        "gestrichen, gestrichene szenen, scènes coupées, escenas eliminadas, вырезанное"
    ),
    "a log of the work": _phrases(
        "timelog, time log, timesheet, time sheet, time tracking, worklog, work log, writing log, "
        "work diary, writing diary, writing journal, devlog, dev log, daily log, session log, "
        "progress log, word count, word counts, wordcount, wordcounts, zeiterfassung, "
        "stundenzettel, arbeitstagebuch, schreibtagebuch, journal de bord"
    ),
    "a report on the work": _phrases(
        "status report, status reports, progress report, progress reports, weekly report, "
        "weekly reports, interim report, meeting notes, agenda"
    ),
    "notes": _phrases("chapter notes, scene notes, notes to self"),
    "a style sheet": _phrases("style guide, styleguide, style sheet, stylesheet, house style"),
}
"""Never a chapter, numbered or not."""

UNNUMBERED: dict[str, tuple[str, ...]] = {
    "notes": _phrases(
        "notes, note, notizen, notiz, appunti, notas, aantekeningen, anteckningar, notater, "
        "muistiinpanot, заметки, 笔记, 筆記, メモ, daily notes, ideas, idea, ideen, idées, "
        "brainstorm, brainstorming, jottings, memo, memos, inbox, scratch, scratchpad, scratch pad"
    ),
    "research": _phrases(
        "research, recherche, recherches, source material, source materials, reference material, "
        "reference materials, investigación, ricerca"
    ),
    "about the characters": _phrases(
        "characters, character, character sheet, character sheets, character list, "
        "list of characters, figuren, charaktere, personnages, personajes, personaggi, "
        "personagens, персонажи, 人物, 角色, 登場人物"
    ),
    "about the world of the book": _phrases(
        "worldbuilding, world building, lore, magic system, bible, story bible, series bible, "
        "weltenbau, 设定, 設定, 世界观, 世界観"
    ),
    "scraps": _phrases(
        "scraps, scrap, snippets, snippet, leftovers, offcuts, odds and ends, schnipsel, "
        "brouillon, brouillons"
    ),
    "a template": _phrases(
        "template, templates, vorlage, vorlagen, plantilla, plantillas, archetypes, boilerplate"
    ),
    "feedback": _phrases(
        "feedback, beta feedback, beta reader, beta readers, comments, critique, critiques, "
        "editorial letter, edit letter, editor letter, reader report, reader reports, lektorat, "
        "rückmeldungen"
    ),
    "a log of the work": _phrases("log, logs, progress"),
    "a report on the work": _phrases("status, proposal, book proposal, project proposal"),
    "for sending the book out": _phrases(
        "query, queries, query letter, cover letter, pitch, logline, premise, submission, "
        "submissions, marketing, publicity, press kit"
    ),
}
"""No chapter, unless its name begins with a number: `07-characters.md` may be one."""

FOLDERS_ONLY: dict[str, tuple[str, ...]] = {
    "cut passages": _phrases(
        "removed, discarded, rejected, graveyard, boneyard, trash, recycle bin, bin, dead darlings"
    ),
    "a report on the work": _phrases("meetings, minutes, supervision"),
    "about the characters": _phrases("cast"),
    "about the world of the book": _phrases("locations, world, maps"),
    "notes": _phrases("journal, planning, plans, prewriting, pre writing"),
}
"""Companions of a book as folders; a file of the same name may well be a chapter."""

UPPER_CASE: dict[str, str] = {
    **dict.fromkeys(
        (
            "SECURITY", "SUPPORT", "GOVERNANCE", "AUTHORS", "CONTRIBUTORS", "MAINTAINERS",
            "CITATION", "INSTALL", "INSTALLATION", "HACKING", "BUILDING", "AGENTS", "THANKS",
        ),
        "a file about the repository",
    ),
    **dict.fromkeys(("CHANGES", "HISTORY", "NEWS", "RELEASES"), "a change log"),
}  # fmt: skip
"""Names that programmers' repositories write in capitals; in small letters they are chapters."""

LICENCES = frozenset("mit apache bsd gpl lgpl agpl mpl cc by sa nc nd text content code".split())
"""What may follow the word licence: LICENSE-MIT, LICENCE-CC-BY-SA."""

BUILD = frozenset(
    _phrases(
        "build, builds, dist, _site, _book, public, output, outputs, out, target, _build, export, "
        "exports, compiled, generated, published, releases, html, epub, pdf, drafttime-report"
    )
)
"""Folders that programs fill: `build output`."""

TOOLS = frozenset(
    _phrases(
        "node_modules, bower_components, vendor, venv, env, __pycache__, site-packages, packages"
    )
)
"""Folders of installed software."""

MATERIAL = frozenset(
    _phrases(
        "assets, images, image, img, figures, figs, pictures, fonts, css, styles, js, static, "
        "media, audio, theme, themes, data, tests, test, attachments"
    )
)
"""Folders of what goes with a book, pictures or data."""

ARCHIVES = frozenset(
    _phrases(
        "archive, archives, archived, attic, old, older, old drafts, old draft, old versions, "
        "old version, old stuff, old chapters, older drafts, older versions, previous, "
        "previous drafts, previous versions, past drafts, earlier drafts, earlier versions, "
        "drafts old, backup, backups, bak, superseded, obsolete, retired, snapshots, archiv, "
        "alte fassungen, alte versionen, anciennes versions, archivo, архив"
    )
)
"""Folders into which earlier texts are put away."""

PROGRAM_FILES = frozenset(
    _phrases(
        "requirements, requirements dev, cmake lists, robots, humans, ads, llms, wordlist, "
        "word list, dictionary, custom dictionary, personal dictionary, spelling, ignore words, "
        "stopwords, packages, constraints, manifest, version, runtime"
    )
)
"""Plain-text files (.txt) that programs read."""

BEFORE = frozenset(
    "my story book novel chapter chapters ch scene scenes general writing author authors "
    "project draft plot misc research editing editor editors editorial revision rewrite beta "
    "reader readers character characters working rough old new other more personal".split()
)
"""Words that may stand before: `story notes`, `chapter 3 outline`."""

AFTER = frozenset("ch chap chapter chapters part act book scene scenes v draft version".split())
"""Words that may stand after: `notes ch 3`."""

FOR = frozenset("for für pour para per для".split())
"""After these, anything may follow: `notes for chapter three`."""
