/** Built as a script of its own: a thread of `threads.ts`, which looks at documents one after another. */
import {parentPort, workerData} from 'node:worker_threads'
import {lintText} from '../../parser/lint/lint.ts'
import {type ChosenRules, worldOf} from './lint-file.ts'
import type {Given} from './threads.ts'

let before = Promise.resolve()

parentPort!.on('message', ({path, text}: Given) => {
  // what fails ends the thread, which tells its error
  before = before.then(async () => {
    const {messages} = await lintText(path, text, worldOf(path, workerData as ChosenRules))
    parentPort!.postMessage(messages)
  })
})
