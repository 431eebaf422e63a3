"""Nothing around the program may change a picture: directory, environment, hash seed, settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafttime.charts import _fonts, _matplotlib
from drafttime.charts._chart import NARROW
from drafttime.charts._render import to_png
from drafttime.charts._sheet import Sheet

ROOT = Path(__file__).parents[2]
DIGEST = """
import hashlib
from analyses import hostile
from drafttime.charts import draw_all
print(hashlib.sha256(repr(draw_all(hostile())).encode()).hexdigest())
"""


def run(code, cwd, **environment):
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    env = {"PATH": os.defpath, "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=cwd, env=env | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_the_same_bytes_come_out_wherever_one_stands(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "backend: module://evil\nfigure.facecolor: red\nno.such.key: 1\ntext.color: lime\n"
    )
    (tmp_path / "evil.py").write_text("raise SystemExit('the working directory was trusted')\n")
    plain = run(DIGEST, ROOT, PYTHONHASHSEED="1")
    other = run(
        DIGEST, tmp_path, PYTHONHASHSEED="2", MATPLOTLIBRC=str(tmp_path), MPLBACKEND="svg"
    )  # fmt: skip
    assert other == plain


def test_a_directory_that_is_gone_does_not_matter(tmp_path):
    code = f"import os; os.mkdir({str(tmp_path / 'x')!r}); os.chdir({str(tmp_path / 'x')!r})\n"
    code += f"os.rmdir({str(tmp_path / 'x')!r})\nfrom drafttime.charts import _matplotlib\n"
    assert run(code + "_matplotlib.load(); print('loaded')", tmp_path) == "loaded"


def test_loading_leaves_directory_and_environment_as_they_were(tmp_path):
    code = (
        "import os\nfrom drafttime.charts import _matplotlib\nbefore = dict(os.environ)\n"
        "_matplotlib.load(); print(os.getcwd(), os.environ == before)"
    )
    assert run(code, tmp_path, MATPLOTLIBRC="x") == f"{tmp_path.resolve()} True"


def test_charts_and_their_words_need_no_matplotlib():
    code = (
        "import sys\nfrom analyses import novel\nfrom drafttime.charts import all_charts\n"
        "book = novel()\n"
        "for c in all_charts(): c.applies(book), c.title(book), c.subtitle(book), c.alt(book)\n"
        "print([name for name in ('matplotlib', 'numpy', 'PIL') if name in sys.modules])"
    )
    assert run(code, ROOT) == "[]"


def test_no_pyplot():
    code = (
        "import sys\nfrom analyses import tiny\nfrom drafttime.charts import draw_all\n"
        "draw_all(tiny()); print('matplotlib.pyplot' in sys.modules)"
    )
    assert run(code, ROOT) == "False"


def test_settings_made_before_do_not_show():
    import matplotlib as mpl

    def png():
        with _matplotlib.style():
            sheet = Sheet(NARROW)
            sheet.text(20, 40, "$x^2$ plain")
            return to_png(sheet.figure, 72)

    before = png()
    with mpl.rc_context({"text.color": "red", "lines.linewidth": 9, "font.size": 40}):
        assert png() == before


def sheet_with(words):
    with _matplotlib.style():
        sheet = Sheet(NARROW)
        sheet.text(20, 40, words)
        return sheet


@pytest.mark.parametrize("words", ["Plain", "Ещё ‘один’ день – λ ½", ""])
def test_our_typeface_needs_no_note(words):
    assert _fonts.set_fallbacks(sheet_with(words).figure) == ""


def test_other_typefaces_are_named_and_missing_characters_shown():
    # Georgian is in DejaVu, which matplotlib ships; U+1EEF0 is in no font at all.
    sheet = sheet_with("წიგნი")
    note = _fonts.set_fallbacks(sheet.figure)
    assert "stand in" in note
    assert sheet.figure.texts[0].get_fontfamily()[0] == "STIXGeneral"
    assert len(sheet.figure.texts[0].get_fontfamily()) == 2
    to_png(sheet.figure, 72)
    sheet = sheet_with("\U0001eef0")
    assert "\U0001eef0" in _fonts.set_fallbacks(sheet.figure)
    assert to_png(sheet.figure, 72)
