import type {Consent} from '../../model/effect.ts'
import type {Question} from '../../model/operator.ts'
import {isExplained} from '../../model/plan.ts'
import {pad, width, wrap} from '../../report/width.ts'
import {contactsKey, mayEdit, maySteer, mayStepThrough} from './aside-reply.ts'

/** A key, with what may stand behind it, and what it does. */
type Entry = readonly [key: string, does: string]

/** How wide the keys are. */
const keyColumns = 11

/** What can be typed at a question, an entry each, indented, in lines of at most `columns`. */
export function keyHelp(question: Question, columns: number): string {
  const steers = maySteer(question)
  const explains = question.kind === 'step' && isExplained(question.action)
  const passes = !['failure', 'adhoc', 'commit', 'unknown', 'paused'].includes(question.kind)
  const ends = question.kind !== 'adhoc' && question.kind !== 'part'
  const handover = question.kind === 'failure' ? 'h' : 'handover'
  const entries: Entry[] = [
    ...own(question),
    ...when(explains, ['x', 'shows how the server would carry it out, without running it']),
    ...when(passes, ['s [why]', 'passes over it; the reason is recorded']),
    ...when(mayStepThrough(question), ['t', 'steps through its commands, each asked about by itself']),
    ...when(mayEdit(question), [
      'e',
      'edits the text for this run: it is read anew and shown before it runs',
    ]),
    ...when(
      steers,
      ['l', 'reads the file again, shows what is different, and goes on with it'],
      ['u', 'lists what this run did, and goes through the steps that take it back'],
      [handover, 'prints what somebody else must know, and leaves the run to them'],
      ['j [step]', 'goes to another step, by its number or a part of its title'],
    ),
    ['+ [text]', 'records a note with the time, and stays here; -5m or 03:05 before it for another time'],
    ['m [which]', 'marks a milestone of the incident: detected, mitigated, resolved …'],
    ...when(
      steers,
      ['p [why]', 'lets the run stand until you are back; the record says so'],
      ['v [name]', 'shows the values of inputs and captures, and changes one'],
      ['! [command]', 'runs it off the script, in the session of the run; without one, opens a shell there'],
    ),
    [contactsKey(question), 'shows whom to call'],
    ...when('rollback' in question && question.rollback, ['b', 'goes to the rollback section']),
    ...when(ends, ['q [why]', 'ends the run here; the record is kept']),
    ['Esc', 'empties the line'],
    ['Ctrl-C', 'while a step runs: stops the step; at a prompt: ends the run'],
  ]
  return entries
    .flatMap(([key, text]) => {
      const [first = '', ...rest] = wrap(text, columns - keyColumns - 2)
      const left = width(key) < keyColumns ? pad(key, keyColumns - 1) : key
      return [`  ${left} ${first}`, ...rest.map(more => ' '.repeat(keyColumns + 2) + more)]
    })
    .map(line => `${line}\n`)
    .join('')
}

/** The entries, where they hold. */
function when(holds: boolean, ...entries: Entry[]): Entry[] {
  return holds ? entries : []
}

const byHand: Entry[] = [
  ['d [note]', 'you did it, outside this tool'],
  ['f [what]', 'you tried, and it failed'],
]

function own(question: Question): Entry[] {
  switch (question.kind) {
    case 'step':
      return [runs(question, ': typing it says that you looked where it runs')]
    case 'part':
      return [runs(question), ['q', 'leaves the block here, and asks what next']]
    case 'adhoc':
      return [runs(question), ['Enter or n', 'does not']]
    case 'commit':
      return [
        ['y', 'keeps what was changed'],
        ['Enter or n', 'rolls it back: nothing was changed then'],
      ]
    case 'approval':
      return [
        ['NAME CODE', 'a second person agrees: not who runs it, and not by the login that runs it'],
        ['break-glass WHY', 'runs it without a second person; the reason is recorded, and counted'],
      ]
    case 'failure':
      return [
        ['r', 'shows it again and runs it'],
        ['c', 'goes on; the run counts as not succeeded'],
      ]
    case 'unknown':
      return [
        [
          'w [note]',
          question.background ? 'it is up, or it is not needed any more' : 'you looked, and it worked',
        ],
        ['f [what]', 'you looked, and it failed'],
        ...when(question.again, ['a', 'it is to be run again: it is shown first, and asked about']),
      ]
    case 'manual':
    case 'refused-block':
      return byHand
    case 'checklist':
      return [...byHand, ['n [why]', 'it does not apply here']]
    case 'choice':
      return [
        question.menu
          ? ['1 3', 'picks 1 and 3: their steps come next, in the order of the document']
          : ['1', 'picks 1: its steps come next, and those of the others are passed over'],
        ['0 or n', 'picks none of them'],
      ]
    case 'wait':
      return [
        ['Enter', 'waits as long as the document asks for at least; Ctrl-C ends that sooner'],
        ['10m', 'waits so long instead: 90s, 10m, 1h30m'],
        ['d [note]', 'you waited already'],
      ]
    case 'paused':
      return [['Enter', 'goes on: what was asked about is asked again']]
    case 'input':
      return []
  }
}

/** What is typed so that it runs. */
function runs({consent, word}: {consent: Consent; word: string}, why = ''): Entry {
  if (consent === 'enter') return ['Enter', 'runs it: it only reads']
  return consent === 'yes' ? ['y', 'runs it'] : [word, `runs it${why}`]
}
