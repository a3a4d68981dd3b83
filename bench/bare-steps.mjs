// What nobody can do without who keeps these promises: find the blocks, have one bash run one after another, have each start on disk
// before its block begins and each output on disk before its end is written down. It has no tree of the document, no plan, question, digest,
// mask, state, time limit or log. `node bare-steps.mjs FILE DIR`
import {spawn} from 'node:child_process'
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {join} from 'node:path'

const [file, dir] = process.argv.slice(2)
rmSync(dir, {recursive: true, force: true})
mkdirSync(dir, {recursive: true})
const blocks = [...readFileSync(file, 'utf8').matchAll(/^```bash[^\n]*\n(.*?)\n```$/gms)].map(
  ([, text]) => text,
)
const bash = spawn('bash', ['--noprofile', '--norc'], {cwd: dir, stdio: ['pipe', 'pipe', 'inherit']})
const journal = openSync(join(dir, 'journal'), 'wx')
let step = 0
let output

function begin() {
  if (step === blocks.length) return bash.stdin.end()
  writeFileSync(join(dir, 'block'), `${blocks[step]}\n`)
  writeSync(journal, `${JSON.stringify({step, text: blocks[step]})}\n`)
  fdatasyncSync(journal)
  bash.stdin.write(`. ./block </dev/null; printf '\\036%d\\n' $?\n`)
}

function printed(bytes) {
  if (bytes.length === 0) return
  output ??= openSync(join(dir, `${step}.log`), 'wx')
  writeSync(output, bytes)
  process.stdout.write(bytes)
}

function end(code) {
  if (output !== undefined) {
    fdatasyncSync(output)
    closeSync(output)
  }
  output = undefined
  writeSync(journal, `${JSON.stringify({step, code})}\n`)
  step++
  begin()
}

bash.stdout.on('data', bytes => {
  const marker = bytes.indexOf(0x1e)
  printed(marker === -1 ? bytes : bytes.subarray(0, marker))
  if (marker !== -1) end(Number(bytes.subarray(marker + 1)))
})
begin()
