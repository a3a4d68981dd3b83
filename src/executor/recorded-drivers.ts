import type {
  Driver,
  DriverResult,
  Drivers,
  Identified,
  ServerIdentity,
  StepIo,
  StepSpec,
} from '../model/driver.ts'
import type {Outcome} from '../model/outcome.ts'
import type {Plan} from '../model/plan.ts'
import type {RecordedAttempt, Recording} from '../model/recording.ts'

/** The code of the outcome of a block for which nothing is recorded. */
export const notRecorded = 'not-recorded'

/**
 * Drivers that run nothing: each block is given what the recording has for it, an attempt after the other. A block
 * without that, or that says something else than what was recorded, could not be run. `redact` masks a text as the record did.
 */
export function recordedDrivers(plan: Plan, recording: Recording, redact: (text: string) => string): Drivers {
  const left = new Map(Object.entries(recording.steps).map(([id, one]) => [id, [one].flat()]))
  const run = async (spec: StepSpec, io: StepIo): Promise<DriverResult> => {
    if (spec.id === 'probe') return probed(spec, io)
    const step = plan.steps.find(({id}) => id === spec.id)
    const script = step && 'script' in step.action ? redact(step.action.script) : undefined
    const attempt = left.get(spec.id)?.shift()
    if (!attempt) return none(`nothing is recorded for this attempt of ${spec.id}`)
    if (attempt.text !== undefined && attempt.text.trim() !== script?.trim())
      return none(`${spec.id} says something else than when it was recorded`)
    const {capture, captureSecret} = step && 'attributes' in step.action ? step.action.attributes : {}
    return given(withPrinted(attempt, capture ?? captureSecret), io)
  }
  /** A command that asks the system who it is. */
  const probed = async (spec: StepSpec, io: StepIo): Promise<DriverResult> => {
    const check = plan.target.find(({command}) => spec.kind === 'shell' && spec.script.includes(command))
    const said = check && recording.targets?.['the system']?.[check.name]
    if (said === undefined) return none('nothing is recorded for what is asked of the system')
    await io.write(Buffer.from(said), 'stdout')
    return {outcome: {kind: 'success'}}
  }
  const asked = new Set<string>()
  const identify = (database: string): Promise<Identified> => {
    const said = recording.targets?.[`database ${database}`]
    if (!said) return Promise.resolve({ok: false, ...none(`nothing is recorded of database ${database}`)})
    const fresh = !asked.has(database)
    asked.add(database)
    return Promise.resolve({ok: true, fresh, identity: identityOf(said)})
  }
  const close = () => Promise.resolve()
  const driver: Driver = {run, close}
  return {
    shell: driver,
    sql: {
      run,
      close,
      identify,
      volatile: () => Promise.resolve([]),
      explain: () => Promise.resolve({ok: false, lines: [], problem: 'nothing is asked of a server here'}),
    },
  }
}

/** What is kept of what a block prints must be printed; what it wrote to `$RUNBOOK_OUTPUT` is the rest. */
function withPrinted({values = {}, ...attempt}: RecordedAttempt, kept: string | undefined): RecordedAttempt {
  if (kept === undefined || values[kept] === undefined) return {...attempt, values}
  const {[kept]: value, ...others} = values
  return attempt.output === undefined && attempt.results === undefined
    ? {...attempt, output: `${value}\n`, values: others}
    : {...attempt, values: others}
}

function none(detail: string): {outcome: Extract<Outcome, {kind: 'error'}>} {
  return {outcome: {kind: 'error', code: notRecorded, detail: `${detail}: nothing was run`}}
}

function identityOf({recovery, ...said}: Record<string, string>): ServerIdentity {
  const {database = '', user = '', server = '', version = ''} = said
  return {...said, database, user, server, version, recovery: recovery === 'standby'}
}

async function given(
  {
    output,
    errors,
    results = [],
    exit,
    outcome,
    detail,
    rows: returned,
    affected,
    status,
    values,
  }: RecordedAttempt,
  io: StepIo,
): Promise<DriverResult> {
  if (errors) await io.write(Buffer.from(errors), 'stderr')
  if (output) await io.write(Buffer.from(output), 'stdout')
  for (const {columns, rows} of results) {
    const table = columns.map(name => ({name, numeric: false}))
    const sink = io.rows?.(table)
    for (const row of rows) await sink?.row(row)
    await sink?.end()
    await io.table({columns: table, rows, total: rows.length, command: 'SELECT'})
  }
  const last = results.at(-1)
  const count = returned ?? last?.rows.length
  const single = last?.rows.length === 1 && last.rows[0]!.length === 1 ? last.rows[0]![0] : undefined
  const written = Object.entries(values ?? {}).map(
    ([name, value]) => `${name}<<${ending(value)}\n${value}\n${ending(value)}\n`,
  )
  return {
    outcome: outcomeOf(outcome ?? (exit ? 'failure' : 'success'), detail ?? (exit ? `exit ${exit}` : '')),
    ...(exit === undefined ? {} : {exitCode: exit}),
    ...(count === undefined ? {} : {rows: count}),
    ...(single === undefined || single === null ? {} : {value: single}),
    ...(affected === undefined ? {} : {affected}),
    ...(status === undefined ? {} : {statusCode: status}),
    ...(written.length > 0 ? {written: written.join('')} : {}),
  }
}

/** A word that is no line of the value. */
function ending(value: string): string {
  let word = 'END'
  while (value.split('\n').includes(word)) word += '_'
  return word
}

function outcomeOf(kind: NonNullable<RecordedAttempt['outcome']>, detail: string): DriverResult['outcome'] {
  switch (kind) {
    case 'success':
      return detail ? {kind, detail} : {kind}
    case 'timeout':
      return {kind, afterMs: 0}
    case 'error':
      return {kind, code: 'recorded', detail}
    default:
      return {kind, detail}
  }
}
