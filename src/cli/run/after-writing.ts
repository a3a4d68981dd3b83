import type {Operator} from '../../model/operator.ts'

/** The same operator, asked once `write` is done: whoever reads along while the operator thinks must see how it stands. */
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
