import {Buffer} from 'node:buffer'
import {mapTexts} from './map-texts.ts'
import {createLearning} from './redact/learning.ts'
import {createMasker, type Masker} from './redact/masker.ts'
import {createMatches, type FindMatches} from './redact/matches.ts'
import {createNamedMasker, namedMark} from './redact/named.ts'
import {createPrintedMasker} from './redact/printed.ts'
import {secretNameOf} from './redact/secret-names.ts'
import {isSecretValue} from './redact/secret-value.ts'
import {isLongEnough} from './redact/spellings.ts'
import type {Secret} from './secret.ts'

export type {Masker} from './redact/masker.ts'

/**
 * The set of secrets of a run, which may grow; one door for bytes (`stream`) and for texts (`text`, `value`). What only looks
 * like a secret (an access key, a private key) is masked too, with a mark that says so.
 */
export interface Redactor {
  /** False if the value is too short to be masked: the caller must say so. */
  add(secret: Secret): boolean
  /** How many values it knows: what held none of them holds none while that stays the same. */
  known(): number
  text(text: string): string
  /** The same value with every string in it redacted; keys stay, and so does what stands under the keys in `except`. */
  value<T>(value: T, except?: ReadonlySet<string>): T
  /** Whether something in these bytes would be masked. */
  holds(bytes: Uint8Array): boolean
  stream(): Masker
  /** For what a program prints and a person types: what is assigned to the name of a secret is masked too, and known from then on if it looks made by a machine. */
  printed(): Masker
  /** A whole text of that kind. */
  said(text: string): string
  /** The cell of a table whose column has this name. */
  cell(column: string, text: string): string
}

const nothing = new Uint8Array(0)

/** What is said again and again in a run is short: so long a text is kept as looked at, and so many of them. */
const shortText = 64
const mostQuiet = 2048

/** Makes the door. Values shorter than six bytes are not masked and are handed to `tooShort`. */
export function createRedactor(
  secrets: Iterable<Secret> = [],
  tooShort: (name: string) => void = () => {},
): Redactor {
  const values = new Set<string>()
  let search: FindMatches | undefined
  const matches = (): FindMatches => (search ??= createMatches([...values]))
  /** Short texts in which nothing is masked, by the values that are known now; and of those, the ones that name no secret either. */
  const [quiet, unnamed] = [new Set<string>(), new Set<string>()]
  const forget = () => {
    search = undefined
    quiet.clear()
    unnamed.clear()
  }
  const remember = (texts: Set<string>, text: string) => {
    if (text.length > shortText) return
    if (texts.size >= mostQuiet) texts.clear()
    texts.add(text)
  }
  const add = ({name, value}: Secret) => {
    if (!isLongEnough(value)) {
      if (value !== '') tooShort(name)
      return false
    }
    if (!values.has(value)) forget()
    values.add(value)
    return true
  }
  for (const secret of secrets) add(secret)

  const holds = (bytes: Uint8Array) =>
    matches()(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), nothing, true).found.length > 0
  const text = (input: string): string => {
    if (quiet.has(input)) return input
    const bytes = Buffer.from(input)
    if (holds(bytes)) return masked(bytes).toString()
    remember(quiet, input)
    return input
  }
  const masked = (bytes: Buffer): Buffer => {
    const masker = createMasker(matches)
    return Buffer.concat([masker.push(bytes).log, masker.flush().log])
  }
  const value = <T>(input: T, except: ReadonlySet<string> = new Set()): T => mapTexts(input, text, except)
  const learn = (bytes: string) => {
    const value = Buffer.from(bytes, 'latin1').toString()
    return !values.has(value) && add({name: '', value})
  }
  const learning = createLearning(learn, bytes => (holds(bytes) ? masked(bytes) : bytes))
  const printed = () => createPrintedMasker(createMasker(matches), createNamedMasker(learning))
  const said = (input: string): string => {
    if (unnamed.has(input)) return input
    const bytes = Buffer.from(input)
    const {found, words} = matches()(bytes, nothing, true)
    if (found.length === 0 && words.length === 0) {
      remember(unnamed, input)
      return input
    }
    const {push, flush} = printed()
    return Buffer.concat([push(bytes).log, flush().log]).toString()
  }
  return {
    add,
    known: () => values.size,
    text,
    value,
    holds,
    stream: () => createMasker(matches),
    printed,
    said,
    cell(column, input) {
      const name = secretNameOf(column)
      const safe = said(input)
      return name && safe === input && isSecretValue(Buffer.from(input.trim()).toString('latin1'), name)
        ? namedMark.toString()
        : safe
    },
  }
}
