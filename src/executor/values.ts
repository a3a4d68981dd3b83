import {inputKey} from '../model/input.ts'

/** The values that a run has so far, by input; `deployment-id` and `DEPLOYMENT_ID` are one. */
export class Values {
  readonly #values = new Map<string, {value: string; secret: boolean}>()
  readonly #captured = new Map<string, string>()

  get(name: string): string | undefined {
    return this.#values.get(inputKey(name))?.value
  }

  has(name: string): boolean {
    return this.#values.has(inputKey(name))
  }

  /** Whether the value that an input has is a secret. */
  isSecret(name: string): boolean {
    return this.#values.get(inputKey(name))?.secret === true
  }

  /** Whether a step printed it, or wrote it for the steps after it. */
  isCaptured(name: string): boolean {
    return this.#captured.has(name)
  }

  set(name: string, value: string, secret: boolean): void {
    this.#values.set(inputKey(name), {value, secret})
  }

  /** Keeps what a step printed, also as the shell variable of exactly this name for the blocks that use it. */
  capture(name: string, value: string, secret: boolean): void {
    this.set(name, value, secret)
    this.#captured.set(name, value)
  }

  /** All captured values, by the names of their variables. */
  captures(): Record<string, string> {
    return Object.fromEntries(this.#captured)
  }

  /** The captured values that a script uses by name. */
  capturedIn(script: string): Record<string, string> {
    // in arithmetic a variable needs no `$`
    const names = script.includes('((') ? /([A-Za-z_]\w*)/g : /\$\{?[#!]?([A-Za-z_]\w*)/g
    const words = new Set([...script.matchAll(names)].map(([, name]) => name))
    return Object.fromEntries([...this.#captured].filter(([name]) => words.has(name)))
  }

  /** For eyes: a secret's value is not shown. */
  shown(name: string): string | undefined {
    const found = this.#values.get(inputKey(name))
    return found?.secret ? '‹secret›' : found?.value
  }
}
