import {inputKey} from '../../model/input.ts'
import type {BlockStep, Command, Placeholder} from '../../model/runbook.ts'
import type {LintDocument} from '../lint/document.ts'
import type {Rule} from '../lint/rule.ts'
import {analyseShell} from '../shell/analyse.ts'
import {isMarked} from './stand-in.ts'

const accepted =
  'Bash would accept this, and take `<` and `>` for redirections: pasted by hand it may read or overwrite files.'

export const placeholder: Rule = {
  id: 'placeholder',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a placeholder is not declared as an input',
  why: 'It is asked for by its name alone. An entry in `inputs` says what it is, bounds what may be answered, and lets a run without a person be given it.',
  examples: [
    {
      text: '---\nrunbook:\n  inputs:\n    release: {prompt: Release to go back to}\n---\n\n# Back\n\n```bash\nvercel rollback <release>\n```\n',
      says: [],
    },
    {
      text: '---\nrunbook:\n  owner: web\n---\n\n# Back\n\n```bash {capture=release}\ncat previous\n```\n\n```bash\nvercel rollback <release>\n```\n',
      says: [],
    },
    {
      text: '---\nrunbook:\n  owner: web\n---\n\n# Back\n\n```bash\nvercel rollback <release>\n```\n',
      says: ['9:17 Unexpected placeholder `<release>`, expected `release` among `inputs`'],
    },
    {
      text: '# Stop\n\n```bash\nsystemctl stop <service> --now\n```\n',
      says: [
        '4:16 Unexpected placeholder `<service>`, which bash takes for redirections, expected a variable such as `"$SERVICE"`',
      ],
    },
  ],
  check(document, say) {
    const known = new Set(Object.keys(document.runbook.settings.inputs).map(inputKey))
    const read = new Map<Command, boolean>()
    for (const step of document.blocks) {
      if (step.block.kind === 'show') continue // nobody is asked for it
      for (const gap of step.block.placeholders) {
        const key = inputKey(gap.name)
        if (known.has(key) || !isMarked(gap.text)) continue
        known.add(key)
        const note = passes(document, step, gap, read) ? accepted : undefined
        const grave = note && document.commandAt(step, gap.start)?.effect === 'destroy'
        say(
          grave && !document.optedIn
            ? `Unexpected placeholder \`${gap.text}\`, which bash takes for redirections, expected a variable such as \`"$${variable(gap)}"\``
            : `Unexpected placeholder \`${gap.text}\`, expected \`${gap.name}\` among \`inputs\``,
          gap.place,
          {note, least: grave ? 'warning' : undefined},
        )
      }
      const {capture, captureSecret} = step.block.attributes
      for (const kept of [capture, captureSecret]) if (kept !== undefined) known.add(inputKey(kept))
    }
  },
}

/** The name as variables are written. */
function variable({name}: Placeholder): string {
  const word = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .replaceAll(/^_|_$/g, '')
  return (/^[A-Za-z]/.test(word) ? word : `VALUE_${word}`).toUpperCase()
}

/** Whether bash would read the command around a gap, with all its gaps as they stand, as redirections. */
function passes(
  document: LintDocument,
  step: BlockStep,
  {start, text, context}: Placeholder,
  read: Map<Command, boolean>,
): boolean {
  const command = document.commandAt(step, start)
  if (!command || step.block.kind === 'sql' || context !== 'word' || !text.startsWith('<')) return false
  const known = read.get(command) ?? analyseShell(command.text).syntaxError === undefined
  read.set(command, known)
  return known
}
