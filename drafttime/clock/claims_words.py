"""The words by which a number in a commit message is known: what is counted, and what it tells.

English first, then what is common in German, French, Spanish, Italian, Portuguese, Dutch and
Russian. All are case-folded, with straight apostrophes. A word that is missing costs a claim; a
word too many makes a false one, so that what could be read in two ways is left out.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS = _words(
    "words wds w wörter wörtern worte worten woerter mots palabras parole palavras woorden слов "
    "слова слово"
)
"""What follows a number of words. The English singular is missing: “a 500 word limit”."""

HOURS = _words(
    "h hr hrs hour hours std stdn stunde stunden heure heures hora horas ora ore uur uren ч час "
    "часа часов"
)
SHORT_HOURS = _words("h hr hrs std stdn ч")
MINUTES = _words(
    "min mins minute minutes minuten minutos minuti minuut minutos мин минут минуты минута"
)

ABBREVIATIONS = (
    _words("ca approx c ch chap kap cap no nr vol pt sec p pp гл wds")
    | SHORT_HOURS
    | _words("min mins мин")
)
"""What may carry a full stop inside a sentence."""

AND = _words("and & but then und aber dann et mais puis y pero e ma poi maar и но")

ABOUT = _words(
    "about around approximately approx roughly nearly almost just over only some c ca circa + ~ ≈ "
    "the a my our full solid good whole more than etwa ungefähr rund knapp fast gut nur environ "
    "presque unos unas casi aproximadamente quasi quase cerca ongeveer bijna около почти примерно"
)
"""What may stand between the word that tells and the number itself."""

OF = _words("of von de d' di da van из")

WROTE = _words(
    "wrote write writes added add adds adding typed drafted produced another plus "
    "schrieb schreibe geschrieben ergänzt hinzugefügt weitere écrit rédigé ajouté ajout rajouté "
    "escribí escribo escrito escritas añadí añadido añadidas agregadas scritto scritte aggiunto "
    "aggiunte altre escrevi adicionei acrescentei adicionadas schreef geschreven toegevoegd "
    "написал написала написано добавил добавила добавлено ещё еще"
)
"""Before the number: words that were written in this commit."""

NEW = _words("new more fresh additional neue weitere nouveaux nuevas más nuove novas mais nieuwe "
             "новых")  # fmt: skip
"""Between the number and what it counts: 1,500 new words."""

FOLLOWS = _words(
    "written added typed drafted today tonight this on in into for of new more done down "
    "geschrieben heute für im am an écrits ajoutés aujourd'hui sur pour dans escritas hoy en para "
    "añadidas nuevas scritte aggiunte nuove oggi su per nel nella adicionadas novas hoje no na "
    "nouveaux geschreven toegevoegd vandaag aan voor написано добавлено сегодня в на для"
)
"""After a number of words that stands alone: it is still about writing them."""

TODAY = _words("today today's day's heute aujourd'hui hoy oggi hoje vandaag сегодня")

REACHED = _words(
    "at total totals totalling totaling reached reaches reach hit hits passed passes past crossed "
    "now currently bei insgesamt jetzt nun erreicht maintenant atteint atteints à ahora ya "
    "alcanzadas adesso ora raggiunto raggiunte agora já nu op bereikt totaal totale gesamt "
    "сейчас теперь всего итого уже"
)
"""Before the number: how long the whole has become."""

IS = _words("is stands ist est es è é is")
"""Before the number, where the clause names the book: the book is 84,000 words."""

MILESTONES = _words("reached reach reaches hit hits passed passes past crossed at erreicht atteint "
                    "bereikt bei à op")  # fmt: skip
"""Of those, the ones that may do without “words”: now at 84k."""

SO_FAR = _words(
    "total totals totalling totaling far altogether overall insgesamt gesamt bisher tout hasta "
    "totale finora totaal toe всего итого"
)
NOW = _words("now currently jetzt nun maintenant ahora ya adesso ora agora já nu сейчас теперь уже")
TOTALS = SO_FAR - _words("far altogether overall bisher tout hasta finora toe")

BOOK = _words(
    "book novel novella manuscript draft story thesis dissertation memoir ms wip buch roman "
    "manuskript entwurf livre manuscrit libro novela manoscritto romanzo livro boek книга роман "
    "рукопись"
)
PARTS = _words(
    "chapter chapters chap ch chs section sections sec scene scenes part parts pt page pages act "
    "prologue epilogue intro introduction conclusion preface foreword afterword abstract appendix "
    "paragraph paragraphs essay post article letter poem synopsis blurb outline volume vol kapitel "
    "kap abschnitt szene teil seite prolog epilog einleitung chapitre chap section scène partie "
    "page capítulo capitulo escena parte sección capitolo scena sezione cena seção hoofdstuk scène "
    "deel глава главы главе главу гл сцена сцены часть раздел"
)
"""Where one of these stands, a length may be that of a piece of the book."""

COUNT_NAMES = _words(
    "wordcount word-count wordcounts wc wörterzahl wortzahl wortanzahl woordentelling woordenaantal"
)
COUNTED = WORDS | _words("word wort mot palabra parola palavra woord") - _words("w")
COUNTS = _words(
    "count total totals number zahl anzahl nombre compte décompte recuento conteo número numero "
    "conteggio contagem aantal количество число"
)
COUNT_CLAUSE = (
    COUNT_NAMES | COUNTED | COUNTS | ABOUT | OF | NOW | BOOK | TOTALS | TODAY | WROTE | NEW
    | _words("current new final is at it stands -w says up to des las le delle das der so far this "
             "first second third written added progress update latest")
)  # fmt: skip
"""All that may stand beside a bare number for it to be a word count."""

REACHED_CLAUSE = (
    MILESTONES | NOW | ABOUT | BOOK | WORDS
    | _words("we i it we're i'm it's is are am have has just finally up to already mark total ist "
             "sind ich es wir on est nous estamos sono siamo estou ik het we zijn мы на")
)  # fmt: skip

LABELS = _words(
    "day nanowrimo nano session sprint progress update wip writing written wrote today monday "
    "tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun morning "
    "afternoon evening night tag heute jour día dia giorno dag день"
)
"""What may stand before a colon and a number of words: Day 5: 1,700 words."""

CHANGED = _words(
    "cut cuts cutting trim trims trimmed shorten shortens shortened reduce reduced tighten "
    "tightened condense condensed edit edits edited revise revised rewrite rewrote rewritten "
    "rework reworked polish polished fix fixes fixed reword reworded move moved swap swapped "
    "translate translated proofread check checked convert converted expand expanded update updated "
    "merge merged kürzen gekürzt überarbeitet korrigiert révisé corrigé raccourci revisado "
    "corregido acortado rivisto corretto accorciato revisto corrigido herzien ingekort правка"
)
"""Said earlier in the sentence: a number alone may be what was worked on, not what was written."""

NOT_WRITTEN = _words(
    "cut cuts cutting trim trimmed remove removes removed removing delete deletes deleted deleting "
    "drop dropped lose lost replace replaced replaces replacing shave shaved strip stripped "
    "shorter fewer less minus without limit limits limited cap capped max maximum min minimum most "
    "least goal goals target targets quota aim aiming plan planned planning estimate estimated "
    "expected should must need needs needed needing want wants will would could might may can "
    "todo left remaining remain remains short go until till under below above per each every "
    "daily weekly average averaging yesterday week weekly month year weekend since ago last next "
    "between either or if not no never don't didn't haven't hasn't isn't long allow allows "
    "allowed require requires required challenge prompt contest budget longer search vocabulary "
    "dictionary wordlist list glossary unique different distinct missing misspelled typo typos "
    "english foreign characters chars lines notes outline lorem placeholder comment comments "
    "gestrichen gelöscht entfernt ersetzt gekürzt ziel höchstens maximal mindestens noch übrig "
    "fehlen fehlt pro jede weniger woche nicht kein keine zwischen supprimé supprimés coupé retiré "
    "objectif limite reste restants moins semaine chaque pas entre eliminado eliminadas borrado "
    "objetivo meta límite faltan restantes menos semana cada limiti obiettivo mancano tagliato "
    "tagliate tolto meno settimana ogni non tra cortei removi removidas faltam não geschrapt "
    "verwijderd doel limiet resterend minder niet geen tussen удалил удалила удалено убрал убрала "
    "вырезал вырезала цель лимит осталось меньше минус максимум не каждый неделю"
)
"""In the same clause: the number is a wish, a limit, a loss, or about something else."""

WORKED = _words(
    "worked work working spent spend writing wrote written editing edited revising revised "
    "revision drafting drafted proofreading proofread session logged time put #time /spend "
    "gearbeitet geschrieben arbeit arbeitszeit zeit überarbeitet travaillé travail écrit écriture "
    "passé trabajado trabajé trabajo escribiendo escrito lavorato lavoro scritto scrivendo "
    "trabalhei trabalho escrevi escrevendo gewerkt werk geschreven работал работала работы работа "
    "писал писала потратил потратила"
)
"""Before the time, or right after it."""

TIME_LABELS = (
    WORKED | HOURS | MINUTES | TODAY
    | _words("time-spent timespent spent: hours: tracked temps tiempo tempo tijd время heute")
)  # fmt: skip
"""All that may stand before a colon and a time."""

FOR = _words("for of in von für lang pendant de d' durante por per di van voor")

WHEN = _words("this morning evening afternoon tonight night lunch session in with")

LASTS = _words(
    "read reader readers reading audio video film movie clip talk speech lecture podcast recording "
    "recorded trailer song slides meeting meetings call timeout delay delayed wait waits waiting "
    "walk drive flight journey train trip timer clock timeline timelines runtime duration default "
    "defaults build builds takes take cook bake sleep sleeps slept up uptime deadline estimate"
)
"""Said anywhere before a time: it is how long something lasts, not the writer's."""

NOT_WORKED = LASTS | _words(
    "later ago after before every each per limit deadline estimate estimated eta remaining left "
    "until till by within at from to since scene's old long away test tests should must need "
    "needs needed todo plan planned goal target week "
    "weekly month year weekend yesterday last next total far altogether overall average daily "
    "between or not no never without rule version max maximum min. least most fast faster slow "
    "nach vor seit um bis alle jede pro noch später woche insgesamt nicht après avant vers depuis "
    "chaque par moins semaine después antes desde cada semana dopo prima ogni settimana alle "
    "depois desde menos na uur's geleden per week через назад до после каждый неделю всего"
)
