import process from 'node:process'
import type {SqlSystem} from '../model/driver.ts'
import {otherSystem} from './other-address.ts'

/** Which system answers at the address that a variable (`$NAME`) holds. */
export function systemAt(variable: string): SqlSystem | undefined {
  return otherSystem(process.env[variable.replaceAll(/[${}]/g, '')])
}
