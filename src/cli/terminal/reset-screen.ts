/**
 * Ends what output may have left on at a terminal: a string, the second screen, colours, hidden text, another character set, a
 * scroll region, keys for programs, the mouse, marked pastes, a hidden cursor. The cursor stays where it is: `1049` or a bare
 * reset of the scroll region would move it.
 */
export const resetScreen = Buffer.from(
  '\x1b\\\x1b[?1047l\x1b[0m\x1b(B\x0f\x1b7\x1b[r\x1b8\x1b[?7h\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?2004l\x1b[?25h',
)
