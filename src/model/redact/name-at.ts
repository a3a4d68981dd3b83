import type {Buffer} from 'node:buffer'
import {isSecretName} from '../secret.ts'
import {type SecretName, secretNameOf} from './secret-names.ts'

/** A name as it stands in a text. */
export interface Name {
  written: string
  /** Whether it may be a secret's, by its words. */
  may: boolean
  /** What it says where no word stands before it. */
  alone: SecretName | undefined
}

interface Known extends Name {
  bytes: Uint8Array
}

/** The same names come again and again: each is read once, and found again by its bytes. */
const known: (Known | undefined)[] = new Array(4096)

/** The name in `text[begin, end)`. */
export function nameAt(text: Buffer, begin: number, end: number): Name {
  let hash = end - begin
  for (let at = begin; at < end; at++) hash = Math.imul(hash ^ text[at]!, 0x9e3779b1) ^ (hash >>> 15)
  const place = (hash ^ (hash >>> 16)) & (known.length - 1)
  const kept = known[place]
  if (kept && isAt(text, begin, end, kept.bytes)) return kept
  const written = text.toString('latin1', begin, end)
  const fresh = {
    written,
    may: isSecretName(written.replaceAll('.', '_')),
    alone: secretNameOf(written),
    bytes: new Uint8Array(text.subarray(begin, end)),
  }
  known[place] = fresh
  return fresh
}

function isAt(text: Uint8Array, begin: number, end: number, bytes: Uint8Array): boolean {
  if (bytes.length !== end - begin) return false
  for (let at = begin; at < end; at++) if (text[at] !== bytes[at - begin]) return false
  return true
}
