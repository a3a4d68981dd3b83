import type {Operator} from '../model/operator.ts'

/** An operator who is asked once all is written: whoever reads along meanwhile must see how it stands. */
export function afterWriting(
  {name, ask}: Operator,
  write: () => Promise<unknown>,
  still: () => void,
): Operator {
  return {
    name,
    ask: (question, signal) => {
      still()
      return write().then(() => ask(question, signal))
    },
  }
}
