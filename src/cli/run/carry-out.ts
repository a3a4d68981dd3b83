import {randomBytes} from 'node:crypto'
import {userInfo} from 'node:os'
import process from 'node:process'
import {run} from '../../executor/run.ts'
import {rememberRun} from '../../executor/run-memory.ts'
import {outputLimit as defaultLimit} from '../../journal/output-file.ts'
import {renderContacts} from '../../report/contacts.ts'
import {drillText} from '../../report/drill-text.ts'
import {renderResumption} from '../../report/resumption-screen.ts'
import {renderEpilogue, renderOpening} from '../../report/step-screen.ts'
import {exitCodeOf} from '../exit-code.ts'
import {askFirst, secretInputs} from '../given/inputs.ts'
import {readUsual} from '../given/usual.ts'
import {reloading} from '../questions/reload.ts'
import {keepIncident} from '../record/incident-file.ts'
import {personOperator} from '../terminal/operators.ts'
import {startCast} from '../terminal/record-screen.ts'
import {openScreen} from '../terminal/screen.ts'
import {openTerminal} from '../terminal/step-terminal.ts'
import {createView} from '../terminal/view.ts'
import {theseClocks, watchClocks} from './clock-watch.ts'
import {closingText} from './closing.ts'
import {keepEvents} from './keep-events.ts'
import type {OpenRun} from './open-run.ts'
import {createRecorder} from './recorder.ts'
import {factsOf} from './run-facts.ts'
import {offScriptKey} from './session-of.ts'
import {workflowOf} from './workflow.ts'
import {worldOf} from './world-of.ts'

/** While a run goes on, its incident log is written anew at most this often. */
const rewriteMs = 1000
const now = () => new Date()

/** Runs a plan to its end, and has each event kept and shown; gives the exit code of how it ended. */
export async function carryOut(opened: OpenRun): Promise<number> {
  const {plan, loaded, options, alert, runId, dir, journal, interrupts, redactor, session, others, resumed} =
    opened
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
  const facts = factsOf(plan, loaded, options, alert, opened.scenario)
  const outputLimit = options.outputLimit ?? loaded.runbook.settings.outputLimit ?? defaultLimit
  const recording = options.cast ? startCast(dir, plan, screen, outputLimit) : undefined
  show(
    resumed
      ? renderResumption(plan, memory.run(), dir, resumed.resumption, resumed.notes, style)
      : renderOpening(plan, dir, style, {alert, readOnly: options.readOnly, drill: drillText(facts)}),
  )
  const inputs =
    person && loaded.runbook.settings.inputsFirst
      ? await askFirst(plan, opened.inputs, input => person.value(input, interrupts.run))
      : opened.inputs
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
  const terminal = person && openTerminal(screen, () => interrupts.end('SIGHUP'))
  const world = worldOf(opened, {
    person,
    name,
    now,
    terminal: terminal?.terminal,
    output: recorder.output,
    inputs,
    facts,
    writeIncident: incident.write,
    still: view.still,
  })
  const workflow =
    options.yes && !options.json ? workflowOf(process.env, randomBytes(16).toString('hex'), show) : undefined
  workflow?.begin()
  const closing = () => show(closingText(plan, loaded, memory, {dir, head: journal.head()}, style))
  const keep = keepEvents(opened, {recorder, memory, view, recording})
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
