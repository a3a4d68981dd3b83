import {hash as digest} from 'node:crypto'
import canonicalize from 'canonicalize'
import type {JournalRecord} from '../model/event.ts'

/** What the first record names as the hash before it. */
export const genesis = '0'.repeat(64)

const domain = 'runbook.log.v1\n'

/** A record's hash: SHA-256, in hex, of the domain and the record's canonical JSON (RFC 8785) without its `hash`. */
export function hashOf(record: Omit<JournalRecord, 'hash'> & {hash?: string}): string {
  const {hash: _, ...unsealed} = record
  return digest('sha256', domain + canonicalize(unsealed)!)
}
