import type {BlockStep, Command} from '../../model/runbook.ts'
import type {Rule} from '../lint/rule.ts'

const says =
  'Unexpected message where a test fails, and nothing that stops, expected `if …; then` around what it guards, or a test alone'

export const emptyGuard: Rule = {
  id: 'empty-guard',
  severity: 'warning',
  elsewhere: 'warning',
  summary:
    'a test only prints a message where it fails, and what stands below it changes something all the same',
  why: 'Behind `[ … ] || echo …` all is well as far as the shell can tell: the commands below run whatever was found. A test that is a block, or a group, of its own keeps what stands below it in its fence from running.',
  examples: [
    {text: '# Clean\n\n```bash\n[ -d /srv/cache ] && rm -r /srv/cache\n```\n', says: []},
    {text: '# Look\n\n```bash\n[ -d /srv/cache ] || echo gone\nuptime\n```\n', says: []},
    {
      text: '# Clean\n\n```bash\nif [ -d /srv/cache ]; then\n  rm -r /srv/cache\nelse\n  echo gone\nfi\n```\n',
      says: [],
    },
    {
      text: '# Clean\n\n```bash\n[ -f /srv/backup.tar ] || echo "no backup"\nrm -r /srv/data\n```\n',
      says: [`4:1 ${says}`],
    },
    {
      text: '# Clean\n\n```bash\n# Is there a backup?\n[ -f /srv/backup.tar ] || echo no\n\n# Clean\nrm -r /srv/data\n```\n',
      says: [`5:1 ${says}`],
    },
  ],
  check(document, say) {
    for (const {steps} of document.fences) {
      const commands = steps.filter(isShell).flatMap(({block}) => block.commands)
      const last = commands.findLastIndex(changes)
      for (const {text, place} of commands.slice(0, Math.max(last, 0)))
        if (onlyPrints.test(text.trim())) say(says, place)
    }
  },
}

const onlyPrints = /^(?:\[\[?|test)\s[^\n|&;]*\|\|\s*(?:echo|printf)\s[^\n|&;<>]*$/
const isShell = ({block}: BlockStep) => block.kind === 'shell' || block.kind === 'console'
const changes = ({effect}: Command) => effect !== 'read' && effect !== 'local'
