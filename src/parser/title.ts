import type {Block} from '../model/runbook.ts'
import {tabMarkIn} from './tab-mark.ts'

const longest = 72

/** What the operator sees as a block's title: its first comment, else the sentence that leads to it or the tab that it begins, else the heading. */
export function titleOf(
  block: Pick<Block, 'text' | 'kind' | 'commands'>,
  {lead, above}: {lead?: string | undefined; above?: string | undefined},
  heading: string,
): string {
  const first = block.text.split('\n').find(line => line.trim() !== '' && !line.startsWith('#!')) ?? ''
  const comment = block.kind === 'show' ? undefined : /^\s*(?:#+|--)\s*(.*\S)\s*$/.exec(first)?.[1]
  const words =
    comment?.replace(/^\d+\s*[.)]\s*/, '').replace(/\s*:$/, '') ??
    leadIn(lead, above) ??
    tabMarkIn(above ?? '')?.opens ??
    (heading || block.commands[0]?.text || first)
  const line = words.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line || 'Block'
}

/** How a note of MkDocs begins: its kind and its own title. */
const noteMark = /^(?:!!!|\?\?\?\+?)[ \t][^\n]*\n/

/** A question leads only to what stands right below it: further up it may be one to choose by. */
function leadIn(lead: string | undefined, above: string | undefined): string | undefined {
  const sentence = lead
    ?.replace(noteMark, '')
    .trim()
    .split(/(?<=[.!?])\s+/)
    .at(-1)
  const leads = sentence?.endsWith(':') || (sentence?.endsWith('?') && lead === above)
  return leads ? sentence!.replace(/\s*:$/, '') : undefined
}
