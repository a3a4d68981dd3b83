import {randomInt} from 'node:crypto'
import {userInfo} from 'node:os'
import type {Approving} from '../../executor/world.ts'
import type {ForeignEvents} from './foreign-events.ts'
import type {RunOptions} from './run-options.ts'

/** Without letters and digits that look or sound alike. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** How a second person agrees to what is run here. */
export function approvingHere(
  {breakGlass}: Pick<RunOptions, 'breakGlass'>,
  {listen}: ForeignEvents,
): Approving {
  return {
    breakGlass,
    user: {name: userInfo().username},
    newCode: () => Array.from({length: 6}, () => alphabet[randomInt(alphabet.length)]).join(''),
    onOther: listen,
  }
}
