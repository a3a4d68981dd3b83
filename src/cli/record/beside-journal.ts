import {existsSync, readdirSync, readFileSync, renameSync} from 'node:fs'
import {join} from 'node:path'
import {type ReadJournal, recordAt} from '../../journal/read.ts'
import {runFiles} from '../../journal/run-directory.ts'
import type {RunEvent} from '../../model/event.ts'
import {readFrame} from '../../report/incident-frame.ts'
import {readHead} from './head-text.ts'
import {signaturesIn} from './signature.ts'

/** What lies beside a journal and tells how far it once went. */
export interface BesideJournal {
  /** Takes an event of the journal: what it names is accounted for. */
  take(event: RunEvent): void
  /** What tells of records that the journal does not have, in words. Outputs among it get other names, so that they stay: what they are of may be done again. */
  setAside(head: {sequence: number}): string[]
  /** What shows that records were cut off at the end, or that the chain is another. */
  problems(journal: Pick<ReadJournal, 'dir' | 'head' | 'events' | 'damage'>): Promise<string[]>
}

/** A record that a file tells of. */
interface Anchor {
  path: string
  sequence: number
  hash: string | undefined
}

/** Looks at a run directory. To be called before its journal is read: a run that goes on writes the journal first. */
export function besideJournal(dir: string): BesideJournal {
  const anchors = anchorsIn(dir)
  const outputs = outputsIn(dir)
  return {
    setAside(head) {
      const files = anchors.filter(({sequence}) => sequence > head.sequence)
      return [
        ...files.map(({path, sequence}) => `${path}: record ${sequence}`),
        ...[...new Set(outputs.values())].map(path => {
          const aside = `${runFiles.outputs}/lost-${path.slice(runFiles.outputs.length + 1)}`
          renameSync(join(dir, path), join(dir, aside))
          return aside
        }),
      ]
    },
    take(event) {
      if (event.type === 'step.started') outputs.delete(`${event.subject}.${event.data.attempt}`)
      if (event.type === 'adhoc.started') outputs.delete(`${event.subject}.off-script.${event.data.number}`)
    },
    async problems({dir, head, events, damage}) {
      const found: string[] = []
      if (damage.length > 0) return found // what is missing is told by its lines
      const anew = (sequence: number) =>
        events.some(
          event => event.type === 'event.redacted' && (event.data.before?.sequence ?? 0) >= sequence,
        )
      for (const {path, sequence, hash} of anchors) {
        const told = `${join(dir, path)}: error: it tells of record ${sequence}`
        if (sequence > head.sequence) {
          const missing = sequence - head.sequence
          found.push(
            `${told}, and the journal ends with ${head.sequence}: ${missing === 1 ? 'a record was' : `${missing} records were`} cut off`,
          )
        } else if (hash !== undefined && !anew(sequence)) {
          const record = await recordAt(dir, sequence)
          if (record && record.hash !== hash)
            found.push(`${told} with another hash: the journal is not the one that it was made of`)
        }
      }
      const [lost, ...more] = new Set(outputs.values())
      if (lost !== undefined) {
        const others = more.length > 0 ? `, nor of those of ${more.length} more files` : ''
        found.push(
          `${join(dir, lost)}: error: no record tells of the attempt that printed it${others}: records were cut off`,
        )
      }
      return found
    },
  }
}

function anchorsIn(dir: string): Anchor[] {
  return [
    ...incidentAnchor(dir),
    ...sealAnchor(dir),
    ...signaturesIn(dir).map(path => ({
      path,
      sequence: Number(/(\d+)(?:-\d+)?\.sig$/.exec(path)![1]),
      hash: undefined,
    })),
  ]
}

/** The generated part of incident.md, where nobody edited it. */
function incidentAnchor(dir: string): Anchor[] {
  const text = textOf(join(dir, runFiles.incident))
  const {before, after, edited} = readFrame(text)
  const part = text.slice(before.length, text.length - after.length)
  const sequence = /^<!-- runbook:begin incident run=\S+ sequence=(\d+);/.exec(part)?.[1]
  if (edited || sequence === undefined || sequence === '0') return []
  const heads = [...part.matchAll(/^- Head: record (\d+), hash `([0-9a-f]{64})`$/gm)]
  const hash = heads.findLast(([, number]) => number === sequence)?.[2]
  return [{path: runFiles.incident, sequence: Number(sequence), hash}]
}

function sealAnchor(dir: string): Anchor[] {
  const head = readHead(textOf(join(dir, runFiles.sealed)))
  return head ? [{path: runFiles.sealed, ...head}] : []
}

/** Files of outputs, by the attempt that printed them. */
function outputsIn(dir: string): Map<string, string> {
  const folder = join(dir, runFiles.outputs)
  const names = existsSync(folder) ? readdirSync(folder) : []
  const files = new Map<string, string>()
  for (const name of names) {
    const key = /^\d+-(.+\.\d+)(?:\.log(?:\.rest)?|\.\d+\.csv)$/.exec(name)?.[1]
    if (key !== undefined) files.set(key, `${runFiles.outputs}/${name}`)
  }
  return files
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
