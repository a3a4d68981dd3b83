import type {Kill} from './end-processes.ts'
import type {MakePipes} from './make-pipes.ts'
import type {TerminalKind} from './streams.ts'

/** What a session takes from the outside world. */
export interface SessionWorld {
  /** The bash to run: a name on PATH or a path. */
  bash: string
  /** A private directory (0700) for the session's files. */
  dir: string
  cwd: string
  env: Record<string, string>
  /** A word that no program prints by chance. */
  token: string
  kill: Kill
  /** How long what is ended may take to end by itself, if not as long as usual. */
  graceMs?: number
  /** Kinds of terminal to try where a person is, from the best on; all of them if undefined. */
  terminals?: readonly TerminalKind[]
  /** Makes named pipes, if not by a process that is started for it. */
  makePipes?: MakePipes
  /** Name of the run, in the environment of all that it starts: what changed its session is found by it. */
  runId?: string
  /** The step that all of the session is for, where it is for one alone. */
  stepId?: string
  /** The state to begin with, as another session kept it. */
  resume?: string
  /** Takes the whole state after each block, and the state before the first; one char a byte. Must not throw. */
  keep?(state: string, initial: string): void
}

/** An environment that says whose process it is: where this run is itself a step of another, what it starts is not that step's. */
export function markedEnvironment({env, runId, stepId}: SessionWorld): Record<string, string> {
  const {RUNBOOK_STEP_ID: _step, RUNBOOK_FILE: _file, BASH_ENV: _rc, ...rest} = env
  return {
    ...rest,
    ...(runId === undefined ? {} : {RUNBOOK_RUN_ID: runId}),
    ...(stepId === undefined ? {} : {RUNBOOK_STEP_ID: stepId}),
  }
}
