import {inputKey} from '../model/plan.ts'

/** The values that a run has so far, by input; `deployment-id` and `DEPLOYMENT_ID` are one. */
export class Values {
  readonly #values = new Map<string, {value: string; secret: boolean}>()

  get(name: string): string | undefined {
    return this.#values.get(inputKey(name))?.value
  }

  has(name: string): boolean {
    return this.#values.has(inputKey(name))
  }

  set(name: string, value: string, secret: boolean): void {
    this.#values.set(inputKey(name), {value, secret})
  }

  /** For eyes: a secret's value is not shown. */
  shown(name: string): string | undefined {
    const found = this.#values.get(inputKey(name))
    return found?.secret ? '‹secret›' : found?.value
  }
}
