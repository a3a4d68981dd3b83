import {isShellFence, openingOf} from '../lint/fence-line.ts'
import {lineIn} from '../lint/narrow.ts'
import type {Rule} from '../lint/rule.ts'

export const shellFile: Rule = {
  id: 'shell-file',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'the content of a file, or PowerShell, stands in a block of shell commands',
  why: 'A shell would take its lines for commands. A here-document writes them where they belong; a block with the file’s own language only shows them.',
  examples: [
    {text: '# Look\n\n```json\n{"status": "ok"}\n```\n', says: []},
    {
      text: '# Look\n\n```bash\n{\n  "status": "ok"\n}\n```\n',
      says: ['3:1 Unexpected data in a `bash` block, expected a block with a language of its own'],
    },
    {
      text: '# Look\n\n```bash\nuptime\n\n# On Windows\nGet-Service -Name W3SVC | Select-Object Status\n```\n',
      says: ['7:1 Unexpected PowerShell in a `bash` block, expected a block of its own, tagged `powershell`'],
    },
  ],
  check(document, say) {
    for (const fence of document.fences.filter(isShellFence)) {
      const whole = fence.steps.length === 1 && !fence.steps[0]!.block.fence
      for (const {block, place} of fence.steps) {
        const powershell = block.shows === 'language'
        if (block.kind !== 'show' || (block.shows !== 'data' && !powershell)) continue
        say(
          powershell
            ? `Unexpected PowerShell in a \`${block.language}\` block, expected a block of its own, tagged \`powershell\``
            : `Unexpected data in a \`${block.language}\` block, expected a block with a language of its own`,
          whole ? openingOf(fence, document) : lineIn(document, place, line => !line.startsWith('#')),
        )
      }
    }
  },
}
