import type {Block} from '../model/runbook.ts'

const longest = 72

/** What the operator sees as a block's title: its first comment, else the sentence that leads to it, else the heading. */
export function titleOf(
  block: Pick<Block, 'text' | 'kind' | 'commands'>,
  lead: string | undefined,
  heading: string,
): string {
  const first = block.text.split('\n').find(line => line.trim() !== '' && !line.startsWith('#!')) ?? ''
  const comment = block.kind === 'show' ? undefined : /^\s*(?:#+|--)\s*(.*\S)\s*$/.exec(first)?.[1]
  const words =
    comment?.replace(/^\d+\s*[.)]\s*/, '').replace(/\s*:$/, '') ??
    leadIn(lead) ??
    (heading || block.commands[0]?.text || first)
  const line = words.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line || 'Block'
}

function leadIn(lead: string | undefined): string | undefined {
  const sentence = lead
    ?.trim()
    .split(/(?<=[.!?])\s+/)
    .at(-1)
  return sentence?.endsWith(':') ? sentence.replace(/\s*:$/, '') : undefined
}
