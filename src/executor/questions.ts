import type {StepIo, StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {Answer, Question} from '../model/operator.ts'
import type {PlannedStep} from '../model/plan.ts'
import {ask} from './ask.ts'
import type {Say} from './say.ts'
import type {World} from './world.ts'

interface Waiting {
  question: Question
  settle(answer: Answer): void
}

/** What a driver may ask while it works. */
export type Asks = Required<Pick<StepIo, 'decide' | 'password'>>

/** Runs work during which a driver may ask: its questions go to the operator and into the record, one at a time. */
export function questions(step: PlannedStep, spec: StepSpec, world: World, say: Say) {
  let waiting: Waiting[] = []
  let wake: () => void = () => {}
  const put = (question: Question) =>
    new Promise<Answer>(settle => {
      waiting.push({question, settle})
      wake()
    })
  const asks: Asks = {
    async decide(change, held) {
      const answer = await put({
        kind: 'commit',
        step,
        change,
        held,
        database: spec.kind === 'sql' ? spec.database : spec.id,
      })
      return answer.do === 'commit' || answer.do === 'roll-back' ? answer.do : 'no-answer'
    },
    async password(database) {
      const prompt = `Password for database ${database}`
      const answer = await put({
        kind: 'input',
        step,
        input: {name: `password of ${database}`, kind: 'variable', secret: true, prompt},
      })
      if (answer.do !== 'value') return undefined
      world.addSecret({name: `password of ${database}`, value: answer.value})
      return answer.value
    },
  }
  return {
    /** Gives what the work gives. A question left open when nobody listens any more is answered with a no. */
    async *run<T>(work: (asks: Asks) => Promise<T>): AsyncGenerator<RunEvent, T> {
      const working = work(asks).then(value => ({value}))
      working.catch(() => {}) // awaited below, perhaps after a question
      try {
        for (;;) {
          const asked = new Promise<undefined>(resolve => {
            wake = () => resolve(undefined)
          })
          if (waiting.length > 0) wake()
          const done = await Promise.race([working, asked])
          if (done) return done.value
          const next = waiting.shift()!
          let answer: Answer = {do: 'quit'}
          try {
            const decision = yield* ask(next.question, world, say)
            if (decision.do !== 'anew') answer = decision
          } finally {
            next.settle(answer)
          }
        }
      } finally {
        for (const {settle} of waiting) settle({do: 'quit'})
        waiting = []
      }
    },
  }
}
