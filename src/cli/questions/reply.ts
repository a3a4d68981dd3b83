import {parseDuration} from '../../model/duration.ts'
import type {Consent} from '../../model/effect.ts'
import {noteKinds} from '../../model/note-kinds.ts'
import type {Answer, ChoiceQuestion, Question} from '../../model/operator.ts'
import {isExplained} from '../../model/plan.ts'
import {type AsideReply, asideReply, mayEdit} from './aside-reply.ts'

/** What a typed line means: an answer, a question back, or nothing that can be understood. */
export type Reply =
  | Answer
  | {do: 'ask-reason'; as: 'skip' | 'not-applicable' | 'failed'}
  | {do: 'ask-note'; text: string}
  | AsideReply
  | {do: 'help'}
  | {do: 'unclear'}

export type Keys = readonly (readonly [key: string, meaning: string])[]

const common: Keys = [
  ['+', 'note'],
  ['q', 'quit'],
  ['?', 'help'],
]
const skip = ['s', 'skip'] as const
const rollback = ['b', 'rollback'] as const
const explain = ['x', 'explain'] as const
const edit = ['e', 'edit'] as const
const handOver = ['h', 'hand over'] as const
const jump = ['j', 'jump'] as const

/** The keys that mean something at a question. */
export function keysOf(question: Question): Keys {
  switch (question.kind) {
    case 'step':
      return [
        ...(isSql(question) ? [explain] : []),
        skip,
        edit,
        jump,
        ...(question.rollback ? [rollback] : []),
        ...common,
      ]
    case 'part':
      return [skip, ...common]
    case 'adhoc':
      return [
        ...(question.consent === 'yes' ? [['y', 'run it'] as const] : []),
        ['n', 'do not'],
        ['?', 'help'],
      ]
    case 'checklist':
      return [['d', 'done'], ['n', 'not applicable'], ['f', 'failed'], skip, jump, ...common]
    case 'manual':
    case 'refused-block':
      return [
        ['d', 'done by hand'],
        ['f', 'failed'],
        skip,
        ...(mayEdit(question) ? [edit] : []),
        jump,
        ...common,
      ]
    case 'commit':
      return [['y', 'keep'], ['n', 'roll back'], ...common]
    case 'failure':
      return [
        ['r', 'retry'],
        ...(mayEdit(question) ? [edit] : []),
        ['c', 'continue'],
        ...(question.rollback ? [rollback] : []),
        handOver,
        ['q', 'quit'],
        ['?', 'help'],
      ]
    case 'unknown':
      return [
        ['w', question.background ? 'it is up, or not needed' : 'it worked'],
        ['f', 'it failed'],
        ...(question.again ? [['a', 'run it again'] as const] : []),
        ...common,
      ]
    case 'choice':
      return [['1', '…'], ['0', 'none'], skip, ...common]
    case 'wait':
      return [['10m', 'so long instead'], ['d', 'waited already'], skip, ...common]
    case 'approval':
      return [['break-glass WHY', 'without one'], skip, ...common]
    case 'input':
      return [skip, ...common]
    case 'paused':
      return [['Enter', 'go on'], ...common]
  }
}

/** Reads what was typed at a question. An empty line only ever runs what only reads, or waits. */
export function readReply(question: Question, typed: string): Reply {
  const text = typed.trim()
  const agreed = question.kind === 'approval' && /^(.*\S)\s+(\S+)$/s.exec(text)
  if (agreed && agreed[2]!.toUpperCase() === question.code)
    return {do: 'approve', name: agreed[1]!, code: question.code}
  const note = /^(?:\+|note\b)\s*(.*)$/is.exec(text)
  if (note) return {do: 'ask-note', text: note[1]!}
  if (isSql(question) && /^(?:x|explain)$/i.test(text)) return {do: 'explain'}
  if (isConsent(question) && question.consent === 'type' && text === question.word) return {do: 'run'}
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text)!
  const aside = asideReply(question, text)
  if (aside) return aside
  switch (word.toLowerCase()) {
    case '?':
    case 'h':
    case 'help':
      return {do: 'help'}
    case 'q':
    case 'quit':
      if (question.kind === 'adhoc') return {do: 'skip', reason: 'not agreed to'}
      return {do: 'quit', ...(rest ? {reason: rest} : {})}
  }
  switch (question.kind) {
    case 'step':
      return stepReply(question.consent, question.rollback, word.toLowerCase(), rest)
    case 'part':
      return stepReply(question.consent, false, word.toLowerCase(), rest)
    case 'adhoc':
      return adhocReply(question.consent, word.toLowerCase())
    case 'checklist':
    case 'manual':
    case 'refused-block':
      return personReply(question.kind, word.toLowerCase(), rest)
    case 'choice':
      return choiceReply(question, text.toLowerCase(), word.toLowerCase(), rest)
    case 'wait':
      return waitReply(question.leastMs, text, word.toLowerCase(), rest)
    case 'commit':
      return commitReply(word.toLowerCase(), rest)
    case 'failure':
      return failureReply(question.rollback, word.toLowerCase())
    case 'unknown':
      return unknownReply(question.again, word.toLowerCase(), rest)
    case 'approval':
      return approvalReply(word.toLowerCase(), rest)
    case 'input':
      return text === '' ? {do: 'unclear'} : {do: 'value', value: text}
    case 'paused':
      return text === '' || text === 'g' ? {do: 'go-on'} : {do: 'unclear'}
  }
}

/** `decision: fail over` is a note of that kind; anything else is an observation. */
export function noteFrom(text: string): Extract<Answer, {do: 'note'}> {
  const match = /^(\w+):\s*(.*)$/s.exec(text.trim())
  const kind = noteKinds.find(kind => kind === match?.[1]?.toLowerCase())
  return {do: 'note', note: kind ?? 'observation', text: kind ? match![2]! : text.trim()}
}

function isSql(question: Question): boolean {
  return question.kind === 'step' && isExplained(question.action)
}

function isConsent(question: Question): question is Extract<Question, {kind: 'step' | 'part' | 'adhoc'}> {
  return question.kind === 'step' || question.kind === 'part' || question.kind === 'adhoc'
}

/** Silence and no are the same. */
function adhocReply(consent: Consent, word: string): Reply {
  if (consent === 'yes' && ['y', 'yes', 'run'].includes(word)) return {do: 'run'}
  return ['', 'n', 'no', 's', 'skip'].includes(word) ? {do: 'skip', reason: 'not agreed to'} : {do: 'unclear'}
}

/** A name without the right code says nothing. */
function approvalReply(word: string, rest: string): Reply {
  if (word === 'break-glass' && rest) return {do: 'break-glass', reason: rest}
  if (['s', 'skip', 'n', 'no'].includes(word))
    return rest ? {do: 'skip', reason: rest} : {do: 'ask-reason', as: 'skip'}
  return {do: 'unclear'}
}

function stepReply(consent: Consent, canRollBack: boolean, word: string, rest: string): Reply {
  if (['s', 'skip', 'n', 'no'].includes(word))
    return rest ? {do: 'skip', reason: rest} : {do: 'ask-reason', as: 'skip'}
  if (canRollBack && ['b', 'rollback'].includes(word)) return {do: 'rollback'}
  if (rest) return {do: 'unclear'}
  if (consent === 'enter' && ['', 'r', 'run', 'y', 'yes'].includes(word)) return {do: 'run'}
  if (consent === 'yes' && ['y', 'yes', 'run'].includes(word)) return {do: 'run'}
  return {do: 'unclear'}
}

function personReply(kind: 'checklist' | 'manual' | 'refused-block', word: string, rest: string): Reply {
  // where a block is shown that is not run, yes may be meant to run it
  const done = kind === 'refused-block' ? ['d', 'done'] : ['d', 'done', 'y', 'yes', 'x']
  if (done.includes(word)) return {do: 'done', ...(rest ? {note: rest} : {})}
  if (['f', 'failed'].includes(word))
    return rest ? {do: 'failed', note: rest} : {do: 'ask-reason', as: 'failed'}
  if (['s', 'skip'].includes(word)) return rest ? {do: 'skip', reason: rest} : {do: 'ask-reason', as: 'skip'}
  if (kind === 'checklist' && ['n', 'na', 'n/a'].includes(word))
    return rest ? {do: 'not-applicable', reason: rest} : {do: 'ask-reason', as: 'not-applicable'}
  return {do: 'unclear'}
}

/** Numbers from 1; nothing is picked by an empty line, by a number that is not there, or by two where one is asked for. */
function choiceReply({menu, branches}: ChoiceQuestion, text: string, word: string, rest: string): Reply {
  if (['0', 'n', 'none'].includes(text)) return {do: 'choose', branches: []}
  if (['s', 'skip'].includes(word)) return rest ? {do: 'skip', reason: rest} : {do: 'ask-reason', as: 'skip'}
  const numbers = /^\d{1,4}(?:[\s,]+\d{1,4})*$/.test(text) ? text.split(/[\s,]+/).map(Number) : []
  const picked = [...new Set(numbers)].map(number => number - 1).sort((a, b) => a - b)
  const known = picked.every(index => branches[index] !== undefined)
  return picked.length > 0 && known && (menu || picked.length === 1)
    ? {do: 'choose', branches: picked}
    : {do: 'unclear'}
}

function waitReply(leastMs: number, text: string, word: string, rest: string): Reply {
  if (text === '') return {do: 'wait', forMs: leastMs}
  const forMs = parseDuration(text.toLowerCase())
  if (forMs !== undefined) return {do: 'wait', forMs}
  if (['d', 'done'].includes(word)) return {do: 'done', ...(rest ? {note: rest} : {})}
  if (['s', 'skip', 'n', 'no'].includes(word))
    return rest ? {do: 'skip', reason: rest} : {do: 'ask-reason', as: 'skip'}
  return {do: 'unclear'}
}

/** Silence and no are the same: nothing is kept. */
function commitReply(word: string, rest: string): Reply {
  if (['', 'n', 'no', 'r', 'rollback'].includes(word))
    return {do: 'roll-back', ...(rest ? {reason: rest} : {})}
  return !rest && ['y', 'yes', 'c', 'commit', 'keep'].includes(word) ? {do: 'commit'} : {do: 'unclear'}
}

/** Silence says nothing of what happened. */
function unknownReply(again: boolean, word: string, rest: string): Reply {
  if (['w', 'worked'].includes(word)) return {do: 'done', ...(rest ? {note: rest} : {})}
  if (['f', 'failed'].includes(word))
    return rest ? {do: 'failed', note: rest} : {do: 'ask-reason', as: 'failed'}
  if (again && !rest && ['a', 'again'].includes(word)) return {do: 'retry'}
  return {do: 'unclear'}
}

function failureReply(canRollBack: boolean, word: string): Reply {
  if (['r', 'retry'].includes(word)) return {do: 'retry'}
  if (['c', 'continue'].includes(word)) return {do: 'continue'}
  if (canRollBack && ['b', 'rollback'].includes(word)) return {do: 'rollback'}
  return {do: 'unclear'}
}
