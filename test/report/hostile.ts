import fc from 'fast-check'

const pieces = [
  ...'` `` ``` ~~~ | \\ \\| < > <!-- --> </details> <script> & &amp; &#64; # ## - + * _ ** = --- 1. 1) [ ] ( ) ! [a](b) ![a](b) [^1] [a]: $ ~ : :-'.split(
    ' ',
  ),
  ...['\n', '\r', '\t', ' ', '\u0000', '\u001b[31m', '\u001b]0;x\u0007', '\u202e', '\ud800'],
  ...['@alice', '@', 'a@b.c', '#12', 'o/r#1', 'GH-1', 'https://x.y/a_b*c', 'www.x.y'],
  ...['word', 'é', '漢', '👩‍🚒', '.', '/', '- [ ] ', '\n# x\n', '\n\n<b>\n'],
]

/** Text as an attacker or bad luck would have it: pieces of markdown, HTML and terminal codes, or any characters. */
export const hostile = fc.oneof(
  fc.string({unit: 'binary', maxLength: 60}),
  fc.array(fc.constantFrom(...pieces), {maxLength: 14}).map(parts => parts.join('')),
)
