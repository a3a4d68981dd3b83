import type {Attributes} from '../../model/attributes.ts'
import type {BlockStep} from '../../model/runbook.ts'
import type {Rule} from '../lint/rule.ts'

export const unreachableStep: Rule = {
  id: 'unreachable-step',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'an attribute names a step that cannot be there for it',
  why: 'A condition on a step that comes later, or is never run, never holds, and a way to a step that is passed over leads to nothing. That there is no such step at all is an error: see `step-reference`.',
  examples: [
    {
      text: '# Look\n\n```bash {id=up expect=active}\nsystemctl is-active web\n```\n\n```bash {if=up.unmet}\nsystemctl start web\n```\n',
      says: [],
    },
    {
      text: '# Look\n\n```bash {if=up.unmet}\nsystemctl start web\n```\n\n```bash {id=up expect=active}\nsystemctl is-active web\n```\n',
      says: ['3:1 Unexpected `if` on `up`, which comes later, expected a step before this one'],
    },
    {
      text: '# Look\n\n```bash {on-failure=goto:back}\nsystemctl start web\n```\n\n```bash {id=back skip}\nsystemctl stop web\n```\n',
      says: ['3:1 Unexpected `on-failure` to `back`, which is never run, expected a step that is'],
    },
  ],
  check(document, say) {
    const order = new Map(document.blocks.map((step, index) => [step.id, {step, index}]))
    for (const [index, {block, place, id}] of document.blocks.entries()) {
      for (const {key, on, target} of targetsOf(block.attributes)) {
        const found = order.get(target)
        if (!found) continue
        const what = `\`${key}\` ${on} \`${target}\``
        if (target === id) say(`Unexpected ${what}, which is this step, expected another`, place)
        else if (isNeverRun(found.step))
          say(`Unexpected ${what}, which is never run, expected a step that is`, place)
        else if (key === 'if' && found.index > index)
          say(`Unexpected ${what}, which comes later, expected a step before this one`, place)
      }
    }
  },
}

function targetsOf({if: condition, onFailure, undo, preview}: Attributes) {
  const all = [
    {key: 'if', on: 'on', target: condition?.step},
    {key: 'on-failure', on: 'to', target: onFailure?.do === 'goto' ? onFailure.step : undefined},
    {key: 'undo', on: 'by', target: undo},
    {key: 'preview', on: 'by', target: preview},
  ]
  return all.flatMap(({target, ...rest}) => (target === undefined ? [] : [{...rest, target}]))
}

const isNeverRun = ({block}: BlockStep): boolean =>
  block.kind === 'show' || block.attributes.skip === true || block.attributes.show === true
