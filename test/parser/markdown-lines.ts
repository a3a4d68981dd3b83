import fc from 'fast-check'

/** Lines that mean something to a markdown parser, alone or together. */
export const line = fc.constantFrom(
  ...['', '', '', '', '   ', '\t', '# Heading', '#', 'Setext', '===', '---', '+++', '***', '* * *', 'a: b'],
  ...['- item', '  - nested', '    - deep', '- [ ] task', '- [x] *t*', '[ ] x', '-', '+ ', '- ```', '- <!--'],
  ...['1. one', '2) two', '10. ten', '   - three', '1.', '1. ', '> quote', '> - a', '> ```', '>', 'lazy'],
  ...['text *em* `code` [link](x)', 'see [ref] and [other][ref2] ![img][ref]', 'call[^1] and [^n]', '![^n]'],
  ...['[ref]: http://x', '[ref2]: <y> "t"', '[ref2]:', '  "title', 'over lines"', '/url', '  [ref]: z'],
  ...['[^1]: note', '    more note', '[^n]:', '> [ref2]: q', '- [ref]: in list', '[^1]', '[', '[^', ']'],
  ...['```', '```bash', '~~~', '~~~~ x', '  ```', '    ```', '   ~~~', '````', '  code', '`'],
  ...[
    '<div>',
    '</div>',
    '<!-- open',
    '-->',
    '<!-- c -->',
    '<details>',
    '<script>',
    '</script>',
    '<?php',
    '?>',
  ],
  ...['<pre>', '</pre>', '<![CDATA[', ']]>', '<a href="x">', '| a | b |', '|---|---|', '| c | d |', 'a | b'],
  ...['- | -', ':-', '    indented', '\tindented tab', '  two', ' one', 'www.example.com a@b.cc http://x.y'],
  ...['~~del~~', '\\', '*', 'hard  ', 'word\\', '**Label** :', '&amp;', '##', 'a'],
  ...['\0', '\uFEFF', '\u00A0', '\v', '\f', '\u2028'],
)

/** Lines that begin items of lists, go on in them, or end them. */
export const inList = fc.constantFrom(
  ...['', '', '- a', '- b *c*', '- [ ] t', '- [x] u v', '* s', '+ p', '1. one', '2. two', '7) x', '10. ten'],
  ...[
    '   ```bash',
    '   ls',
    '   ```',
    '  ```',
    '  id',
    '- ```',
    '- > q',
    '  > q2',
    '  >',
    '> quote',
    '- # h',
  ],
  ...['  - n', '    - nn', ' - off', ' 1. off', '   text', 'lazy', '-', '1.', '# h', '===', '---', '- - -'],
  ...['* * *', '- | a |', '  |---|', '  | b |', '- <!-- x', '  -->', '<!-- c -->', '```', '~~~', '- ~~~'],
  ...['[^1]: note', '    more', '- [^1] x', '[r]: http://x', '- [r]', '- [r]: y', '- <div>', '\t- tab'],
  ...[
    '-\ttab',
    '-     code',
    '        deep',
    '- a\\',
    '12. b',
    '  ***',
    '  a\n  =',
    '- a |\n  -|',
    '**L** :',
  ],
)

/** Blocks as runbooks have them, some of them open at the end. */
export const block = fc.constantFrom(
  ...[
    '# Heading',
    '## Diagnosis',
    '**Diagnostic** :',
    'Text with *emphasis*, `code`\nand [a link](x).',
    '---',
  ],
  ...[
    '- a\n- b',
    '- a',
    '1. one\n\n   ```bash\n   ls\n\n   id\n   ```',
    '2. two',
    '- [ ] task',
    '> quote\nlazy',
  ],
  ...[
    '```bash\nls\n\n# not a heading\n```',
    '```',
    '~~~',
    '    indented',
    '| a |\n|---|\n| b |',
    '<!-- a',
    '-->',
  ],
  ...[
    '<details>',
    '</details>',
    '[ref]: x',
    'see [ref] and [^1]',
    '[^1]: note\n\n    more',
    'http://example.com',
  ],
)
