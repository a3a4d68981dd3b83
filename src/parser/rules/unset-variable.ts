import {inputKey} from '../../model/input.ts'
import type {Place} from '../../model/place.ts'
import type {BlockStep} from '../../model/runbook.ts'
import {siteOf} from '../../model/site.ts'
import {namesWritten} from '../../model/step-output.ts'
import type {LintDocument} from '../lint/document.ts'
import type {Rule} from '../lint/rule.ts'

export const unsetVariable: Rule = {
  id: 'unset-variable',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a variable is used that nothing sets',
  why: 'Pasted by hand it is empty, which turns `rm -r "$DIR/old"` into something else. The tool asks for it; an entry in `inputs` or `secrets` says what it is. Where the command destroys it is a warning in any document.',
  examples: [
    {text: '# Look\n\n```bash\nHOST=web-1\nping -c 1 "$HOST"\n```\n', says: []},
    {
      text: '---\nrunbook:\n  inputs:\n    host: {prompt: Host that does not answer}\n---\n\n# Look\n\n```bash\nping -c 1 "$HOST"\n```\n',
      says: [],
    },
    {text: '# Look\n\n```bash {host=web-1}\nping -c 1 "$GATEWAY"\n```\n', says: []},
    {
      text: '# Look\n\n```bash\necho "HOST=$(hostname)" >> "$RUNBOOK_OUTPUT"\n```\n\n```bash\nping -c 1 "$HOST"\n```\n',
      says: [],
    },
    {
      text: '# Look\n\n```bash\nping -c 1 "$HOST"\n```\n',
      says: [
        '4:12 Unexpected variable `$HOST`, expected a block before that sets it, or an entry in `inputs`',
      ],
    },
  ],
  check(document, say) {
    const {inputs, secrets, databases} = document.runbook.settings
    const urls = Object.values(databases).map(({url = ''}) => url.replaceAll(/[${}]/g, ''))
    const known = new Set([...Object.keys(inputs), ...secrets, ...urls].map(inputKey))
    for (const step of document.blocks) {
      const {variables, assigns, attributes, script} = step.block
      const away = siteOf(attributes) !== undefined // what is set there cannot be told from here
      let uses: Map<string, Place> | undefined
      for (const name of away ? [] : variables) {
        const key = inputKey(name)
        if (known.has(key)) continue
        known.add(key)
        uses ??= usesIn(document, step)
        const place = uses.get(name) ?? step.place
        say(
          `Unexpected variable \`$${name}\`, expected a block before that sets it, or an entry in \`inputs\``,
          place,
          destroys(step, place) ? {least: 'warning'} : {},
        )
      }
      const kept = [attributes.capture, attributes.captureSecret, ...namesWritten(script)]
      for (const name of [...(away ? [] : assigns), ...kept])
        if (name !== undefined) known.add(inputKey(name))
    }
  },
}

function destroys({block}: BlockStep, {start}: Place): boolean {
  return block.commands.some(
    ({effect, place}) =>
      effect === 'destroy' && place.start.offset <= start.offset && start.offset < place.end.offset,
  )
}

/** Where each variable of a block stands first: as bash reads it, else as it is spelled. */
function usesIn(document: LintDocument, step: BlockStep): Map<string, Place> {
  const uses = new Map<string, Place>()
  for (const {written, assignments, files} of document.commands(step)) {
    for (const {name, start, end} of [...written, ...assignments, ...files].flatMap(word => word.variables)) {
      const place = uses.has(name) ? undefined : document.placeIn(step, start, end)
      if (place) uses.set(name, place)
    }
  }
  const from = step.place.start.offset
  for (const {0: found, 1: name, index} of document.at(step.place).matchAll(/\$\{?([A-Za-z_]\w*)/g))
    if (!uses.has(name!)) uses.set(name!, document.place(from + index, from + index + found.length))
  return uses
}
