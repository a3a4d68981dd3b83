import type {Rule} from '../lint/rule.ts'

export const sessionExit: Rule = {
  id: 'session-exit',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a block ends the shell it runs in',
  why: '`exit` closes the terminal of who pastes the block. A block ends by itself; a test says by its exit code what it found.',
  examples: [
    {text: '# Look\n\n```bash\nsystemctl is-active web || echo down\n```\n', says: []},
    {text: '# Look\n\n```bash\n( systemctl is-active web || exit 3 )\n```\n', says: []},
    {
      text: '# Look\n\n```bash\nsystemctl is-active web || exit 1\nuptime\n```\n',
      says: [
        '4:28 Unexpected `exit`, which ends the shell of who pastes it, expected `false`, or a subshell around it',
      ],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      const {script, interactive} = step.block
      if (/^#!/.test(script) || interactive) continue // a script for a file; or it leaves a session that the block opened
      for (const {words, session, top} of document.commands(step)) {
        const [program] = words
        // a bare `exit` leaves a session that an earlier block opened
        if (!session || program?.value !== 'exit' || (words.length === 1 && top)) continue
        say(
          'Unexpected `exit`, which ends the shell of who pastes it, expected `false`, or a subshell around it',
          document.placeIn(step, program.start, program.end),
        )
      }
    }
  },
}
