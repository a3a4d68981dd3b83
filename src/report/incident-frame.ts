import {createHash} from 'node:crypto'

/** A file that holds a generated part: what people wrote around it, and whether somebody edited the part itself. */
interface Framed {
  before: string
  after: string
  /** It is not what was generated, or nobody can tell. */
  edited: boolean
}

/** Puts a generated text between its markers; the last one tells its digest. */
export function frame(runId: string, sequence: number, parts: readonly string[]): string {
  const id = idOf(runId)
  const begin = `<!-- runbook:begin incident run=${id} sequence=${sequence}; generated from journal.jsonl, write below the end marker -->`
  const text = `${[begin, ...parts].join('\n\n')}\n\n`
  return `${text}<!-- runbook:end incident run=${id} digest=${digestOf(text)} -->\n`
}

/** Finds the generated part, of this run or of any, in a file that was written earlier. */
export function readFrame(present: string, runId?: string): Framed {
  const begin = present.search(/^<!-- runbook:begin incident /m)
  if (begin === -1) return {before: '', after: '', edited: present.trim() !== ''}
  const marker = new RegExp(
    `^<!-- runbook:end incident run=${runId === undefined ? '[\\w.-]+' : idOf(runId)}(?: digest=(\\w+))? -->\n`,
    'gm',
  )
  const ends = [...present.slice(begin).matchAll(marker)]
  // what a step printed, or what somebody quoted, may look like a marker too
  const whole = ends.findLast(
    ({index, 1: digest}) => digestOf(present.slice(begin, begin + index)) === digest,
  )
  const end = whole ?? ends.at(-1)
  if (!end) return {before: '', after: '', edited: true}
  return {
    before: present.slice(0, begin),
    after: present.slice(begin + end.index + end[0].length),
    edited: whole === undefined,
  }
}

/** `--` would end the comment. */
function idOf(runId: string): string {
  return runId.replaceAll(/[^\w.]+/g, '-')
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
