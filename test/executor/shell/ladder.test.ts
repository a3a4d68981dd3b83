import {expect, test} from 'vitest'
import {Ladder, special} from '../../../src/executor/shell/ladder.ts'

const lines = {own: false, watched: false}
const own = {own: true, watched: false}

/** What becomes of keys, one after another. */
function pressed(keys: readonly (keyof typeof special | 'other' | 'rest')[], listening = lines): string[] {
  const ladder = new Ladder()
  return keys.flatMap(key => {
    if (key === 'rest') {
      ladder.rest()
      return []
    }
    const rung = key === 'other' ? ladder.other() : ladder.key(special[key], listening)
    return [rung.tell ? `${rung.do}: ${rung.tell}` : rung.do]
  })
}

test.each([
  [
    'the first Ctrl-C goes to the program, the second asks, the third ends the step',
    ['interrupt', 'interrupt', 'interrupt'],
    lines,
    ['pass', 'drop: still-running', 'stop'],
  ],
  [
    'Enter lets it go on, and the next Ctrl-C is a first one',
    ['interrupt', 'interrupt', 'enter', 'interrupt'],
    lines,
    ['pass', 'drop: still-running', 'drop: goes-on', 'pass'],
  ],
  [
    'while it is asked, other keys do nothing',
    ['interrupt', 'interrupt', 'other', 'suspend', 'q', 'line'],
    lines,
    ['pass', 'drop: still-running', 'drop', 'drop', 'drop', 'drop: goes-on'],
  ],
  [
    'after another key Ctrl-C is a first one',
    ['interrupt', 'other', 'interrupt'],
    lines,
    ['pass', 'pass', 'pass'],
  ],
  [
    'a time without keys does not make it a first one',
    ['interrupt', 'rest', 'interrupt'],
    lines,
    ['pass', 'drop: still-running'],
  ],
  ['Ctrl-Z and Ctrl-\\ go nowhere', ['suspend', 'quit'], lines, ['drop: not-suspended', 'drop: not-quit']],
  [
    'what reads keys itself gets them all',
    ['suspend', 'quit', 'interrupt', 'rest', 'interrupt', 'other', 'interrupt'],
    own,
    ['pass', 'pass', 'pass', 'pass', 'pass', 'pass'],
  ],
  [
    'three Ctrl-Cs at once ask all the same',
    ['interrupt', 'interrupt', 'interrupt', 'interrupt'],
    own,
    ['pass', 'pass', 'drop: still-running', 'stop'],
  ],
  ['a key ends the watching', ['q'], {own: false, watched: true}, ['unwatch']],
  ['a key does not end the watching of what reads keys itself', ['q'], {own: true, watched: true}, ['pass']],
] as const)('%s', (_, keys, listening, outcome) => expect(pressed(keys, listening)).toEqual(outcome))
