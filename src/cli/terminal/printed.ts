import {createHash} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {mergeRest, ofRest} from '../../journal/rest-file.ts'
import {runFiles} from '../../journal/run-directory.ts'
import type {Output} from '../../model/event.ts'

/** So much of its end is shown. Unit: bytes. */
const shownBytes = 8 * 1024

/** What an attempt of an earlier process had printed, from its files, which become one: redacted when it was written. */
export function printed(
  dir: string,
  step: string,
  attempt: number,
): {text: string; output: Output} | undefined {
  const ending = `-${step}.${attempt}.log`
  try {
    const name = readdirSync(join(dir, runFiles.outputs))
      .map(one => ofRest(one) ?? one)
      .find(one => one.endsWith(ending) && /^\d{3,}$/.test(one.slice(0, -ending.length)))
    if (name === undefined) return undefined
    const path = `${runFiles.outputs}/${name}`
    mergeRest(join(dir, path))
    const bytes = readFileSync(join(dir, path))
    const text = bytes.toString()
    return {
      text: bytes.subarray(-shownBytes).toString(),
      output: {
        path,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
        lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
      },
    }
  } catch {
    return undefined // it cannot be read: then nothing of it is known
  }
}
