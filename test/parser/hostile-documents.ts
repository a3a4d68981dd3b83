/** Repeats a text up to a length. */
const filled = (text: string) => (length: number) => text.repeat(Math.ceil(length / text.length))
const counted = (line: (index: number) => string) => (length: number) => {
  let text = ''
  for (let index = 0; text.length < length; index++) text += line(index)
  return text
}
const fenced = (language: string, body: (length: number) => string) => (length: number) =>
  `# A\n\n\`\`\`${language}\n${body(length)}\n\`\`\`\n`
/** Fences that are each just short enough to be read. */
const fences = (body: (length: number) => string) => (length: number) =>
  fenced('bash', body)(30_000).repeat(Math.ceil(length / 30_000))
const matter = (body: (length: number) => string) => (length: number) => `---\n${body(length)}\n---\n\n# A\n`
const nested = (open: string, close: string, inside: string) => (length: number) => {
  const depth = Math.floor(length / (open.length + close.length))
  return open.repeat(depth) + inside + close.repeat(depth)
}

/** Documents that nobody would write, by what is too much in them; each is made in any length. */
export const hostile: Record<string, (length: number) => string> = {
  'one word': filled('a'),
  blanks: filled(' '),
  'blank lines': filled('\n'),
  tabs: filled('\t'),
  'NUL bytes': filled('\0'),
  'lone surrogates': filled('\uD800'),
  'replacement characters': filled('\uFFFD\n'),
  'no-break blanks': filled('\u00A0'),
  'lines of a paragraph': filled('some words\n'),
  'nested quotes': filled('>'),
  'nested bullets': filled('- '),
  'nested quoted bullets': filled('- > '),
  'deeper and deeper bullets': counted(index => `${' '.repeat(2 * index)}- a\n`),
  'lines that go on a quote': length => `> a\n${filled('b\n')(length)}`,
  'underlined lines': filled('a\n=\n'),
  'open brackets': filled('['),
  'open images': filled('!['),
  'nested brackets': nested('[', ']', ''),
  'bracket pairs': filled('[a]'),
  'open links': filled('[a](b'),
  stars: filled('*a'),
  'nested emphasis': nested('*a ', 'b* ', ''),
  'mixed emphasis': filled('*_a'),
  tildes: filled('~a'),
  'runs of backticks': counted(index => `${'`'.repeat(index % 2000)} `),
  'open comments in a line': filled('a <!-- '),
  'open instructions in a line': filled('a <?'),
  'open declarations in a line': filled('a <!A '),
  'an open comment': length => `<!--\n${filled('a\n\n')(length)}`,
  'addresses without an end': filled('a@'),
  'rows of a table': length => `|a|b|\n|-|-|\n${filled('|a|b|\n')(length)}`,
  'an open fence': length => `\`\`\`\n${filled('a\n\n')(length)}`,
  'short paragraphs': filled('a\n\n'),
  'columns of a table': length => `${filled('|a')(length / 2)}|\n${filled('|-')(length / 2)}|\n`,
  bullets: counted(index => `- item number ${index} to do\n`),
  'numbered items': counted(index => `${index}. do this\n`),
  'equal checklist items': filled('- [ ] the same item\n'),
  headings: counted(index => `# heading ${index}\n\n`),
  'equal headings': filled('# equal heading\n\n'),
  'equal labels': filled('**Diagnostic** :\n\na\n\n'),
  'link definitions': counted(index => `[a${index}]: http://example.com\n\n[a${index}]\n\n`),
  'shell fences': counted(index => `\`\`\`bash\nls ${index}\n\`\`\`\n`),
  'equal shell fences': filled('```bash\nls\n```\n'),
  'fences that define functions': counted(index => `\`\`\`bash\nf${index}() { ls; }\n\`\`\`\n`),
  'fences that name no step': counted(index => `\`\`\`bash {id=a${index} if=b${index}.met}\nls\n\`\`\`\n`),
  'lines of bash': fenced('bash', filled('kubectl get pods\n')),
  'lines of SQL': fenced('sql', filled('SELECT 1;\n')),
  'lines of a console': fenced('console', filled('$ kubectl get pods\nNAME\n')),
  'lines without a language': fenced('', filled('kubectl get pods\n')),
  'nested arithmetic': fenced('bash', length => `echo ${nested('$((', '))', '1')(length)}`),
  'nested substitutions': fenced('bash', nested('$(echo ', ')', '')),
  'nested groups': fenced('bash', nested('{ ', ';}', 'ls')),
  'open here-documents': fenced('bash', filled('cat <<A\n')),
  'open quotes': fenced('bash', filled('"$(a ')),
  'open conditions': fenced('bash', filled('if true; then ')),
  pipes: fenced('bash', filled('ls | ')),
  gaps: fenced(
    'bash',
    counted(index => `ls <gap-${index}>\n`),
  ),
  'an endless gap': fenced('bash', length => `ls <a${filled('-a')(length)}`),
  'a host name': fenced('', length => `[a@${filled('b')(length)}`),
  'nested SQL': fenced('sql', length => `SELECT ${nested('(', ')', '1')(length)}`),
  'SQL comments': fenced('sql', filled('/* a */ ')),
  'comments without a language': fenced('', filled('/* a */ ')),
  'an info string': length => `\`\`\`bash {${filled('a=b ')(length)}}\nls\n\`\`\`\n`,
  'quotes in an info string': length => `\`\`\`bash {${filled('" ')(length)}\nls\n\`\`\`\n`,
  'nested JSON in an info string': length => `\`\`\`bash {"a":${filled('[')(length)}}\nls\n\`\`\`\n`,
  'keys of front matter': matter(counted(index => `a${index}: b\n`)),
  // every one of them is looked for, to say where it stands
  'unknown keys of ours': matter(length => `runbook:\n${counted(index => `  a${index}: b\n`)(length / 5)}`),
  'aliases of aliases': matter(
    length =>
      `a: &b0 [x, x]\n${counted(index => `c${index}: &b${index + 1} [*b${index}, *b${index}]\n`)(length)}`,
  ),
  'nested front matter': matter(length => `a: ${filled('[')(length)}`),
  'lines with emphasis': filled('*a*\n'),
  'lines with a reference': length => `[a]: b\n\n${filled('[a] \n')(length)}`,
  'lines with an ampersand': filled('a & b\n'),
  'lines below an address': length => `a@b\n${filled('some words\n')(length)}`,
  'lines that define a link': filled('[a]: b\n'),
  footnotes: counted(index => `a[^${index}]\n\n[^${index}]: b\n\n`),
  'checklist items with markup': counted(index => `- [ ] do a${index} *now*\n`),
  'tables of two rows': filled('|a|b|\n|-|-|\n|c|d|\n\n'),
  'lines that end in a carriage return': filled('some words\r'),
  'entities in an info string': length => `\`\`\`bash ${filled('&amp;')(length)}\nls\n\`\`\`\n`,
  'aliases of one program': counted(index => `\`\`\`bash\nalias ls='ls -${index}'\n\`\`\`\n`),
  'functions that call one another': counted(
    index => `\`\`\`bash\nf${index}() { f${index - 1}; }\nf${index}\n\`\`\`\n`,
  ),
  'calls of a long function': length =>
    `\`\`\`bash\nf() {\n${filled('ls\n')(7000)}}\n\`\`\`\n${filled('```bash\nf\n```\n')(length)}`,
  'short here-documents': fences(filled('cat <<EOF\na\nEOF\n')),
  redirections: fences(length => `ls ${filled('>a ')(length)}`),
  'arms of a case': fences(length => `case $a in\n${filled('a) ls;;\n')(length)}esac`),
  'backslashes at line ends': fences(filled('\\\n')),
  'blanks behind backslashes': fences(filled('ls \\ \n')),
  'texts to be evaluated': fences(filled('eval ')),
  'lines that change the directory': fences(filled('cd a\n')),
  'lines that open a session': fences(filled('ssh a\nls\n')),
  'lines that offer another way': fences(filled('ls\n# or\n')),
  'comments that may be commands': fences(filled('# a --b\n')),
  'nested defaults': fences(nested('${a:-', '}', '')),
  'numbered items with a fence each': counted(
    index => `${index + 1}. do this\n\n   \`\`\`bash\n   kubectl get pods -n a${index}\n   \`\`\`\n\n`,
  ),
  'numbered items with a fence each and no blank line': counted(
    index => `1. do\n   \`\`\`bash\n   ls ${index}\n   \`\`\`\n`,
  ),
  'tasks with links': counted(index => `- [ ] run \`x${index}\`, see [a](b)\n`),
  'tasks in tasks': counted(index => `- [x] do a${index}\n  - [ ] then *b*\n`),
  'underlined headings': counted(index => `heading ${index}\n---\n\ntext\n\n`),
  'blocks that end in carriage returns': counted(
    index => `## Head ${index}\r\r\`\`\`bash\rls ${index}\r\`\`\`\r\r- a\r- b\r\r`,
  ),
  'calls of footnotes, then footnotes': length =>
    counted(index => `a[^${index}]\n\n`)(length / 2) + counted(index => `[^${index}]: b\n`)(length / 2),
  'bold labels with lists': counted(index => `**Step ${index}**:\n\n- a *b*\n- c\n\n`),
  'indented consoles': filled('Run:\n\n    $ kubectl get pods\n    NAME READY\n\n'),
  'quoted fences': counted(index => `> \`\`\`bash\n> ls ${index}\n> \`\`\`\n\n`),
  'fences in one quote': counted(index => `> \`\`\`bash\n> ls ${index}\n> \`\`\`\n`),
  'lists ten deep': counted(index => `${' '.repeat(2 * (index % 10))}- a${index} *b*\n`),
  'equal headings with links': filled('## Equal\n\nsee [a](#equal)\n\n'),
  'link definitions together': counted(index => `[a${index}]: http://example.com\n`),
  'a long text in front matter': matter(length => `title: "${filled('a ')(length)}"`),
  'long lines in front matter': matter(length => `title: |\n${filled('  a b c\n')(length)}`),
  'a long list in front matter': matter(length => `tags:\n${filled('  - a b c\n')(length)}`),
}
