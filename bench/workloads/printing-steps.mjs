import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {blockFiles, runbookOf} from '../documents.mjs'
import {against, runbook, timed} from '../measure.mjs'

export const about = '200 steps that print 32 KB each, against a bash for each from Node'

const bare = new URL('../bare-steps.mjs', import.meta.url).pathname
const steps = 200

const peer = `
const {spawn} = require('node:child_process')
;(async () => {
  for (let number = 1; number <= ${steps}; number++) {
    const child = spawn('bash', ['--noprofile', '--norc', 'blocks/' + number + '.sh'], {stdio: ['ignore', 'pipe', 'pipe']})
    const chunks = []
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    await new Promise(done => child.on('close', done))
    process.stdout.write(Buffer.concat(chunks))
  }
})()`

export function prepare(cwd) {
  const text = number => `printf '%032000d\n' ${number}`
  writeFileSync(join(cwd, 'steps.md'), runbookOf(steps, text))
  blockFiles(join(cwd, 'blocks'), steps, text)
  return {
    cases: {
      'bash for each, from Node': () => timed(process.execPath, ['-e', peer], {cwd}),
      'runbook run steps.md --yes': () =>
        timed(process.execPath, [runbook, 'run', 'steps.md', '--yes'], {cwd}),
      'limit: a bare program, as durable': () => timed(process.execPath, [bare, 'steps.md', 'bare'], {cwd}),
    },
    figures: seen => [
      {
        figure: 'run / bash for each',
        ...against(seen['runbook run steps.md --yes'], seen['bash for each, from Node']),
        most: 0.4,
      },
      {
        figure: 'limit / bash for each',
        ...against(seen['limit: a bare program, as durable'], seen['bash for each, from Node']),
      },
    ],
  }
}
