import {createHash} from 'node:crypto'

/** A generated part of a document that people write in, as it stands there. */
interface FoundPart {
  name: string
  /** Of the whole part with its markers, as UTF-16 offsets. */
  start: number
  end: number
  text: string
  /** Of what was generated; it differs from that of `text` where somebody edited it. */
  digest: string
}

/** What became of a document whose generated parts were made anew. */
export interface Renewed {
  text: string
  /** Parts that somebody had edited, and that say something else now. */
  replaced: string[]
  /** Parts that somebody had edited, left so since nothing new is to be said. */
  left: string[]
  /** Parts of which the end marker is gone: what stands there is taken for somebody's own. */
  endless: string[]
}

const begin = /^<!-- runbook:begin postmortem part=([a-z-]+) -->\r?\n/gm

/** Puts a generated text between markers that name it and tell its digest. */
export function part(name: string, text: string): string {
  // what a step printed may look like a marker
  const body = text.replaceAll('<!-- runbook:', '<!- - runbook:').trim()
  return `<!-- runbook:begin postmortem part=${name} -->\n\n${body}\n\n<!-- runbook:end postmortem part=${name} digest=${digestOf(body)} -->\n`
}

/** The line that says of which runs a document tells. */
export function headLine(runIds: readonly string[]): string {
  return `<!-- runbook:postmortem ${runIds.map(id => `run=${idOf(id)}`).join(' ')} -->`
}

/** The runs of which a document tells; undefined where it is no post-mortem of ours. */
export function runsOf(document: string): string[] | undefined {
  const head = /^<!-- runbook:postmortem ((?:run=[\w.-]+ ?)+) *-->/m.exec(document)?.[1]
  return head
    ?.trim()
    .split(' ')
    .map(word => word.slice('run='.length))
}

/** As the head line spells the id of a run: `--` would end the comment. */
export function idOf(runId: string): string {
  return runId.replaceAll(/[^\w.]+/g, '-')
}

/** Puts freshly generated texts, by part, in the place of the old ones; everything else stays as people left it. */
export function renew(
  document: string,
  runIds: readonly string[],
  fresh: ReadonlyMap<string, string>,
): Renewed {
  const found = partsOf(document)
  const names = [...document.matchAll(begin)].map(([, name]) => name!)
  const endless = names.filter(name => fresh.has(name) && !found.some(one => one.name === name))
  const result: Renewed = {text: '', replaced: [], left: [], endless: [...new Set(endless)]}
  const lineEnds = (text: string) => (document.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text)
  let at = 0
  for (const one of found) {
    const text = fresh.get(one.name)
    if (text === undefined) continue
    result.text += document.slice(at, one.start)
    at = one.end
    const now = part(one.name, text)
    const [{text: body, digest}] = partsOf(now) as [FoundPart]
    const edited = digestOf(one.text) !== one.digest && one.text !== body
    if (edited && digest === one.digest) {
      result.left.push(one.name)
      result.text += document.slice(one.start, one.end)
    } else {
      if (edited) result.replaced.push(one.name)
      result.text += lineEnds(now)
    }
  }
  result.text += document.slice(at)
  result.text = result.text.replace(/^<!-- runbook:postmortem .*-->/m, headLine(runIds))
  return result
}

function partsOf(document: string): FoundPart[] {
  const parts: FoundPart[] = []
  for (const {0: line, 1: name, index} of document.matchAll(begin)) {
    if (name === undefined || index < (parts.at(-1)?.end ?? 0)) continue
    const from = index + line.length
    const marker = new RegExp(
      `^<!-- runbook:end postmortem part=${name} digest=(\\w+) -->(?:\\r?\\n|$)`,
      'm',
    ).exec(document.slice(from))
    if (!marker) continue
    const text = document
      .slice(from, from + marker.index)
      .replaceAll('\r\n', '\n')
      .trim()
    parts.push({
      name,
      start: index,
      end: from + marker.index + marker[0].length,
      text,
      digest: marker[1]!,
    })
  }
  return parts
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
