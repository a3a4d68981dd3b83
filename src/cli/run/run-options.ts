/** What was asked of `runbook run` on the command line. */
export interface RunOptions {
  yes: boolean
  dryRun: boolean
  input: string[]
  inputFile?: string | undefined
  /** A file with the body of a webhook. */
  alert?: string | undefined
  /** Pass over everything that may change something. */
  readOnly: boolean
  /** Record what people did without the tool; run nothing. */
  byHand: boolean
  allow: string[]
  answers?: string | undefined
  logDir: string
  operator?: string | undefined
  json: boolean
  /** Most bytes that are kept of an attempt's output. */
  outputLimit?: number | undefined
  cast: boolean
  /** Words in place of signs and colours. */
  plain: boolean
  /** What the runs of one incident have in common. */
  incident?: string | undefined
  /** Why blocks run without the second person that they need. */
  breakGlass?: string | undefined
  /** It is practice. */
  drill?: boolean
  /** A recording or a run directory: blocks are given what is in it, and nothing is run. */
  replay?: string | undefined
  /** A file with what `runbook test` has a run do besides: it is practised by a scenario. */
  scenario?: string | undefined
}
