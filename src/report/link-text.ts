import type {Link} from '../model/runbook.ts'
import {oneLine} from './clean.ts'

/** Where a link leads, as the document has it: `disk.md#full`, `#full`. */
export function linkText({path, anchor}: Link): string {
  return oneLine(path) + (anchor === undefined ? '' : `#${oneLine(anchor)}`)
}
