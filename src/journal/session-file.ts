import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {runFiles} from './run-directory.ts'

/** What a run keeps of its shell session, for whoever goes on with it. */
export interface SessionState {
  /** What a bash must read to be in the state; one char a byte. */
  text: string
  /** Names of what was left out because it is or may be secret. */
  leftOut: string[]
}

/** Keeps the state of a session. */
export interface SessionKeeper {
  /** False where it could not be kept: the one before stays. */
  state(state: SessionState): boolean
  /** Notes that what is kept is the state after this attempt. */
  after(attempt: string): void
  close(): void
}

const heading = '# Left out, since it is or may be secret: '

/** Keeps the state that a run directory holds: whole or not at all, and only where it changed. It may fail: a resumed run then begins with the state before, and says so. */
export function sessionKeeper(dir: string): SessionKeeper {
  const path = join(dir, runFiles.session)
  let kept: string | undefined
  /** Says after which attempt, and how long what it says is; open from one to the next. */
  let said: {file: number; length: number} | undefined
  const say = (attempt: string) => {
    if (said === undefined) {
      const file = openSync(join(dir, runFiles.sessionAfter), constants.O_WRONLY | constants.O_CREAT, 0o600)
      said = {file, length: fstatSync(file).size}
    }
    // not emptied first: a file system that is careful with files that are replaced so writes them to disk at each close
    const length = writeSync(said.file, attempt, 0)
    if (length < said.length) ftruncateSync(said.file, length)
    said.length = length
  }
  return {
    state({text, leftOut}) {
      const whole = `${leftOut.length > 0 ? `${heading}${leftOut.join(', ')}\n` : ''}${text}`
      if (whole === kept) return true
      try {
        if (kept === undefined) mkdirSync(dirname(path), {recursive: true, mode: 0o700})
        writeFileSync(`${path}.new`, whole, {encoding: 'latin1', mode: 0o600})
        renameSync(`${path}.new`, path)
        kept = whole
        return true
      } catch {
        return false
      }
    },
    after(attempt) {
      try {
        if (kept !== undefined) say(attempt)
      } catch {} // then what is kept counts as older than it is
    },
    close() {
      if (said !== undefined) closeSync(said.file)
      said = undefined
    },
  }
}

/** After which attempt the kept state was taken, as `ID.NUMBER`; undefined where that is not known. */
export function stateIsAfter(dir: string): string | undefined {
  try {
    return readFileSync(join(dir, runFiles.sessionAfter), 'utf8')
  } catch {
    return undefined
  }
}

/** The state that a run directory holds; undefined if it holds none. */
export function readSessionState(dir: string): SessionState | undefined {
  let whole: string
  try {
    whole = readFileSync(join(dir, runFiles.session), 'latin1')
  } catch {
    return undefined
  }
  const end = whole.startsWith(heading) ? whole.indexOf('\n') : -1
  return {text: whole.slice(end + 1), leftOut: end === -1 ? [] : whole.slice(heading.length, end).split(', ')}
}
