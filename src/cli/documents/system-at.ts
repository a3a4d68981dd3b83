import process from 'node:process'
import type {SqlSystem} from '../../model/driver.ts'
import {otherSystem} from '../databases/other-address.ts'

/** Which system answers at the address that a variable (`$NAME`) holds; undefined where it holds none. */
export function systemAt(variable: string): SqlSystem | 'postgres' | undefined {
  const address = process.env[variable.replaceAll(/[${}]/g, '')]
  return address ? (otherSystem(address) ?? 'postgres') : undefined
}
