"""`python -m drafttime`: the same as the console script `drafttime`.

Python puts the working directory first on the path for `-m`, where a book's folder may hold a
module of any name. It is taken off before anything else is loaded. What cannot be helped here: a
folder `drafttime/` in the working directory has been found instead of this one by then. The console
script, or `python -P -m drafttime`, never looks there.
"""

from __future__ import annotations

import sys

if not sys.flags.safe_path:
    del sys.path[0]

from drafttime.cli import main

if __name__ == "__main__":
    main()
