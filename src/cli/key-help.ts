import type {Question} from '../model/operator.ts'
import {isExplained} from '../model/plan.ts'
import {contactsKey, mayEdit, maySteer, mayStepThrough} from './aside-reply.ts'

/** What can be typed at a question, a line each, indented. */
export function keyHelp(question: Question): string {
  const lines = [
    ...own(question),
    ...(question.kind === 'step' && isExplained(question.action)
      ? ['x          shows how the server would carry it out, without running it']
      : []),
    ...(question.kind === 'failure' ||
    question.kind === 'adhoc' ||
    question.kind === 'commit' ||
    question.kind === 'unknown'
      ? []
      : ['s [why]    passes over it; the reason is recorded']),
    ...(mayStepThrough(question)
      ? ['t          steps through its commands, each asked about by itself']
      : []),
    ...(mayEdit(question)
      ? ['e          edits the text for this run: it is read anew and shown before it runs']
      : []),
    ...(maySteer(question)
      ? [
          'l          reads the file again, shows what is different, and goes on with it',
          'u          lists what this run did, and goes through the steps that take it back',
          question.kind === 'failure'
            ? 'h          hands over: prints what somebody else must know, and leaves the run to them'
            : 'handover   prints what somebody else must know, and leaves the run to them',
        ]
      : []),
    ...(maySteer(question) ? ['j [step]   goes to another step, by its number or a part of its title'] : []),
    '+ [text]   records a note with the time, and stays here; -5m or 03:05 before it for another time',
    'm [which]  marks a milestone of the incident: detected, mitigated, resolved …',
    ...(maySteer(question) ? ['v [name]   shows the values of inputs and captures, and changes one'] : []),
    ...(maySteer(question)
      ? ['! [command] runs it off the script, in the session of the run; without one, opens a shell there']
      : []),
    `${contactsKey(question)}          shows whom to call`,
    ...('rollback' in question && question.rollback ? ['b          goes to the rollback section'] : []),
    ...(question.kind === 'adhoc' || question.kind === 'part'
      ? []
      : ['q [why]    ends the run here; the record is kept']),
    'Ctrl-C     while a step runs: stops the step; at a prompt: ends the run',
  ]
  return `${lines.map(line => `  ${line}`).join('\n')}\n`
}

const byHand = ['d [note]   you did it, outside this tool', 'f [what]   you tried, and it failed']

function own(question: Question): string[] {
  switch (question.kind) {
    case 'step':
      return {
        type: [`${question.word}   runs it: typing it says that you looked where it runs`],
        enter: ['Enter      runs it: it only reads'],
        yes: ['y          runs it'],
      }[question.consent]
    case 'part':
      return [
        {
          type: `${question.word}   runs it`,
          enter: 'Enter      runs it: it only reads',
          yes: 'y          runs it',
        }[question.consent],
        'q          leaves the block here, and asks what next',
      ]
    case 'adhoc':
      return [
        question.consent === 'type' ? `${question.word}   runs it` : 'y          runs it',
        'Enter or n does not',
      ]
    case 'commit':
      return ['y          keeps what was changed', 'Enter or n rolls it back: nothing was changed then']
    case 'approval':
      return [
        'NAME CODE  a second person agrees: not who runs it, and not by the login that runs it',
        'break-glass WHY runs it without a second person; the reason is recorded, and counted',
      ]
    case 'failure':
      return ['r          shows it again and runs it', 'c          goes on; the run counts as not succeeded']
    case 'unknown':
      return [
        question.background
          ? 'w [note]   it is up, or it is not needed any more'
          : 'w [note]   you looked, and it worked',
        'f [what]   you looked, and it failed',
        ...(question.again ? ['a          it is to be run again: it is shown first, and asked about'] : []),
      ]
    case 'manual':
    case 'refused-block':
      return byHand
    case 'checklist':
      return [...byHand, 'n [why]    it does not apply here']
    case 'choice':
      return [
        question.menu
          ? '1 3        picks 1 and 3: their steps come next, in the order of the document'
          : '1          picks 1: its steps come next, and those of the others are passed over',
        '0 or n     picks none of them',
      ]
    case 'wait':
      return [
        'Enter      waits as long as the document asks for at least; Ctrl-C ends that sooner',
        '10m        waits so long instead: 90s, 10m, 1h30m',
        'd [note]   you waited already',
      ]
    case 'input':
      return []
  }
}
