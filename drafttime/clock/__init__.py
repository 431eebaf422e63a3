"""When and for how long: sessions, the session gap, observed time."""
