import {randomBytes} from 'node:crypto'
import {userInfo} from 'node:os'
import {resolve} from 'node:path'
import process from 'node:process'
import {run} from '../../executor/run.ts'
import {rememberRun} from '../../executor/run-memory.ts'
import type {World} from '../../executor/world.ts'
import type {Journal} from '../../journal/journal.ts'
import {outputLimit as defaultLimit} from '../../journal/output-file.ts'
import {type RunEvent, structural} from '../../model/event.ts'
import {agreeingToRead} from '../../model/only-reading.ts'
import type {Operator} from '../../model/operator.ts'
import type {Plan} from '../../model/plan.ts'
import type {Redactor} from '../../model/redact.ts'
import type {Alert} from '../../model/run-events.ts'
import {separate} from '../../parser/shell/separate.ts'
import {renderContacts} from '../../report/contacts.ts'
import {drillText} from '../../report/drill-text.ts'
import {renderResumption} from '../../report/resumption-screen.ts'
import {renderEpilogue, renderOpening} from '../../report/step-screen.ts'
import type {OpenDrivers} from '../databases/drivers.ts'
import type {Loaded} from '../documents/load.ts'
import {type AtSteps, atSteps} from '../drill/at-steps.ts'
import {exitCodeOf} from '../exit-code.ts'
import type {Answers} from '../given/answers.ts'
import {askFirst, givenFacts, secretInputs} from '../given/inputs.ts'
import {readUsual} from '../given/usual.ts'
import {reloading} from '../questions/reload.ts'
import {keepIncident} from '../record/incident-file.ts'
import type {Interrupts} from '../terminal/interrupts.ts'
import {personOperator, policyOperator} from '../terminal/operators.ts'
import {printed} from '../terminal/printed.ts'
import {startCast} from '../terminal/record-screen.ts'
import {openScreen} from '../terminal/screen.ts'
import {openTerminal} from '../terminal/step-terminal.ts'
import {createView} from '../terminal/view.ts'
import {afterWriting} from './after-writing.ts'
import {approvingHere} from './approving.ts'
import {theseClocks, watchClocks} from './clock-watch.ts'
import {closingText} from './closing.ts'
import type {ForeignEvents} from './foreign-events.ts'
import {createRecorder} from './recorder.ts'
import {rereading} from './reread.ts'
import type {Resumed} from './resumed.ts'
import {factsOf} from './run-facts.ts'
import type {RunOptions} from './run-options.ts'
import {offScriptKey} from './session-of.ts'
import type {SessionState} from './session-state.ts'
import {workflowOf} from './workflow.ts'

/** While a run goes on, its incident log is written anew at most this often. */
const rewriteMs = 1000
const now = () => new Date()

/** A run with all that was opened for it. */
export interface OpenRun {
  plan: Plan
  loaded: Loaded
  options: RunOptions
  answers: Answers
  inputs: World['inputs']
  alert: Alert | undefined
  runId: string
  dir: string
  journal: Journal
  interrupts: Interrupts
  open: OpenDrivers
  redactor: Redactor
  session: SessionState
  others: ForeignEvents
  resumed: Resumed | undefined
  scenario: AtSteps | undefined
}

/** Runs a plan to its end, and has each event kept and shown; gives the exit code of how it ended. */
export async function carryOut({
  plan,
  loaded,
  options,
  answers,
  inputs: given,
  alert,
  runId,
  dir,
  journal,
  interrupts,
  open,
  redactor,
  session,
  others,
  resumed,
  scenario,
}: OpenRun): Promise<number> {
  const screen = openScreen(options, redactor)
  const {style, show} = screen
  const name = options.operator ?? userInfo().username
  const memory = resumed?.memory ?? rememberRun()
  const reload = reloading(plan, loaded, options, memory, redactor)
  const person = options.yes
    ? undefined
    : await personOperator(name, plan, screen, interrupts, {
        runId,
        run: memory.run,
        now,
        contacts: () => renderContacts(loaded.runbook, plan.procedure?.slug, style),
        reloading: reload,
      })
  const facts = factsOf(plan, loaded, options, alert, scenario)
  const outputLimit = options.outputLimit ?? loaded.runbook.settings.outputLimit ?? defaultLimit
  const recording = options.cast ? startCast(dir, plan, screen, outputLimit) : undefined
  show(
    resumed
      ? renderResumption(plan, memory.run(), dir, resumed.resumption, resumed.notes, style)
      : renderOpening(plan, dir, style, {alert, readOnly: options.readOnly, drill: drillText(facts)}),
  )
  const inputs =
    person && loaded.runbook.settings.inputsFirst
      ? await askFirst(plan, given, input => person.value(input, interrupts.run))
      : given
  for (const secret of secretInputs(plan, inputs)) redactor.add(secret)
  const usual = person && readUsual(plan, options.logDir, runId, loaded.sha256)
  const view = createView(plan, screen, now, person?.head, usual?.of)
  const recorder = createRecorder({
    dir,
    journal,
    redactor,
    columns: style.columns,
    show: screen.pass,
    terminal: screen.stream.isTTY === true,
    outputLimit,
  })
  others.begin(memory.take, journal.look)
  const incident = keepIncident(
    now,
    () => ({dir, runId, run: memory.run(), head: {...journal.head(), time: memory.last()?.time ?? ''}}),
    text => show(`\n${style.colors.yellow(text)}\n`),
  )
  const guarded = <T extends Operator>(asked: T) => (options.readOnly ? agreeingToRead(asked) : asked)
  const terminal = person && openTerminal(screen, () => interrupts.end('SIGHUP'))
  const world: World = {
    drivers: open.drivers,
    operator: person
      ? afterWriting(
          guarded(person),
          () => {
            journal.sync()
            return Promise.all([session.flush(), incident.write()])
          },
          view.still,
        )
      : guarded(atSteps(policyOperator(name, options.allow, answers, resumed?.say), scenario, redactor)),
    now,
    signal: interrupts.run,
    attemptSignal: interrupts.attempt,
    terminal: terminal?.terminal,
    output: recorder.output,
    target: open.target,
    addSecret: secret => void redactor.add(secret),
    redact: redactor.text,
    said: redactor.said,
    reread: rereading(plan, loaded, redactor, new Set(Object.keys(process.env))),
    separate: ({script, placeholders}) => separate(script, placeholders),
    inputs,
    facts: {...facts, ...givenFacts(plan, inputs)},
    printed: (step, attempt) => printed(dir, step, attempt),
    approving: approvingHere(options, others),
    env: {RUNBOOK_RUN_ID: runId, RUNBOOK_FILE: resolve(plan.runbook.path)},
    waitsAtMostMs: scenario?.waitsAtMostMs,
    wait: open.wait,
  }
  const workflow =
    options.yes && !options.json ? workflowOf(process.env, randomBytes(16).toString('hex'), show) : undefined
  workflow?.begin()
  const closing = () => show(closingText(plan, loaded, memory, {dir, head: journal.head()}, style))
  const kept = (event: RunEvent) => {
    try {
      return recorder.append(event)
    } catch (error) {
      // what has happened is told, though nobody can keep it; what has only begun has not, and does not
      if (event.type !== 'step.started' && event.type !== 'adhoc.started') {
        memory.take(redactor.value(event, structural))
        view(memory.last()!)
      }
      throw error
    }
  }
  const keep = (said: RunEvent) => {
    const {event, record} = kept(said)
    memory.take({...event, sequence: record.sequence})
    for (const one of others.unseen()) view(one)
    if (options.json) process.stdout.write(`${JSON.stringify(record)}\n`)
    recording?.event(event)
    view(event)
  }
  const look = watchClocks(theseClocks)
  try {
    for await (const said of run(plan, world, resumed?.resumption, reload.apply)) {
      if (said.type === 'step.started') session.began(`${said.subject}.${said.data.attempt}`)
      if (said.type === 'adhoc.started') session.began(offScriptKey(said.data.number))
      for (const data of look()) keep({type: 'clock.jumped', time: now().toISOString(), data})
      keep(said)
      // a block's end comes before the secrets that are captured from what it printed
      if (said.type !== 'check.evaluated' && said.type !== 'step.finished') await session.flush()
      await incident.soon(rewriteMs)
    }
    terminal?.release()
    incident.end()
    await incident.write()
    if (person) show(person.rest() + renderEpilogue(plan, style))
    closing()
    workflow?.end(plan, memory.run(), dir)
    const exitCode = exitCodeOf(memory.last()!)
    recording?.end(exitCode)
    return exitCode
  } catch (error) {
    recording?.abandon()
    view.still()
    terminal?.release()
    incident.end()
    await incident.write().catch(() => {}) // it may be what is broken
    closing()
    workflow?.end(plan, memory.run(), dir)
    throw error
  }
}
