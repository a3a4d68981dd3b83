import type {Rule} from '../lint/rule.ts'

export const relativeCd: Rule = {
  id: 'relative-cd',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a block changes to a directory that depends on where it is',
  why: 'A second try of the block, or a run that skips the one before, starts somewhere else. An absolute path, or one from `$HOME` or a variable, leads to the same place each time; so does the attribute `cwd`.',
  examples: [
    {text: '# Build\n\n```bash\ncd /srv/shop\ncd web\nmake\n```\n', says: []},
    {text: '# Build\n\n```bash\n(cd web && make)\n```\n', says: []},
    {
      text: '# Build\n\n```bash\ncd apps/web\nmake\n```\n',
      says: ['4:1 Unexpected relative directory `apps/web`, expected an absolute one'],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      if (step.block.attributes.cwd) continue
      let fixed = false
      for (const {words, top} of document.commands(step)) {
        const [program, directory] = words
        if (!top || !/^(?:cd|pushd)$/.test(program?.value ?? '')) continue
        const relative = directory && !directory.dynamic && !/^[/~-]|^$/.test(directory.value)
        // what was made or fetched just before is where it was put
        if (relative && !fixed && !madeBefore(directory.value, step.block.script.slice(0, program!.start)))
          say(
            `Unexpected relative directory \`${directory.value}\`, expected an absolute one`,
            document.placeIn(step, program!.start, directory.end),
          )
        fixed = true
      }
    }
  },
}

function madeBefore(directory: string, before: string): boolean {
  const name = directory.replace(/\/+$/, '').split('/').at(-1)!
  return /\b(?:git clone|mkdir|tar|unzip|helm pull|npx|create|init)\b/.test(before) && before.includes(name)
}
