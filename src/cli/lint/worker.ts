import {parentPort, workerData} from 'node:worker_threads'
import {type ChosenRules, lintFile} from './lint-file.ts'

const door = parentPort! // this file is only ever loaded as a thread
/** Answers are told apart by their order alone, so one file is looked at after the other. */
let last: Promise<unknown> = Promise.resolve()
door.on('message', (path: string) => {
  last = last.then(async () => door.postMessage(await lintFile(path, workerData as ChosenRules)))
})
