"""From bytes to tokens: decoding, formats, tokens, and the manuscript's files."""
