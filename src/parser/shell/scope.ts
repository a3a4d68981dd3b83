import type {Effect} from '../../model/effect.ts'
import type {Argument} from './argument.ts'
import type {Finding} from './rule.ts'

/** Something that does not end by itself; `last` if nothing would run after it. */
export interface Endless {
  text: string
  last: boolean
}

/** What a piece of a script was found to do. */
export interface Seen {
  findings: Finding[]
  endless: Endless | undefined
}

/** Where a command's standard input comes from. */
export interface Stdin {
  from: 'terminal' | 'text' | 'file' | 'pipe'
  /** What it says, if the script itself says it; expansions read `x`. */
  text: string | undefined
  /** As written, for judging what is in a file or pipe: `< backup.sql`, `gunzip dump.gz`. */
  source: string
}

export const terminal: Stdin = {from: 'terminal', text: undefined, source: ''}

export type SqlEffect = (sql: string) => {effect: Effect; reason: string}

/** What surrounds a command. The functions let a command's own scripts be read without knowing who reads them. */
export interface Scope {
  stdin: Stdin
  sqlEffect: SqlEffect | undefined
  /** Reads a script given as text: `bash -c '…'`, `ssh host '…'`. `elsewhere` where this shell's functions are not known. */
  script(text: string, stdin: Stdin, elsewhere: boolean): Seen
  /** Reads a command given as words: `sudo systemctl …`. */
  command(args: readonly Argument[], stdin: Stdin, elsewhere: boolean): Seen
}

/** One finding, by itself. */
export function seen(finding: Finding, endless?: string): Seen {
  return {findings: [finding], endless: endless === undefined ? undefined : {text: endless, last: true}}
}

/** Pieces that run one after the other. */
export function inSequence(pieces: readonly Seen[]): Seen {
  if (pieces.length === 1) return pieces[0]!
  const first = pieces.findIndex(piece => piece.endless)
  const endless = pieces[first]?.endless
  return {
    findings: pieces.flatMap(piece => piece.findings),
    endless: endless && {text: endless.text, last: endless.last && first === pieces.length - 1},
  }
}

/** Pieces that run at the same time. */
export function together(pieces: readonly Seen[]): Seen {
  if (pieces.length === 1) return pieces[0]!
  return {
    findings: pieces.flatMap(piece => piece.findings),
    endless: pieces.find(piece => piece.endless)?.endless,
  }
}

/** The same with every finding changed. */
export function mapFindings({findings, endless}: Seen, change: (finding: Finding) => Finding): Seen {
  return {findings: findings.map(change), endless}
}

/** On another machine or in a container, what is local there is shared with others. */
export function onSharedSystem(piece: Seen): Seen {
  return mapFindings(inOwnShell(piece), finding => {
    const there = finding.session ? {...finding, session: {...finding.session, shared: true}} : finding
    return there.effect === 'local' ? {...there, effect: 'change'} : there
  })
}

/** In a shell that ends with it, what is only the state of that shell is gone after it. */
export function inOwnShell(piece: Seen): Seen {
  return mapFindings(piece, finding =>
    finding.state && finding.effect === 'local' ? {...finding, effect: 'read'} : finding,
  )
}
