import type {Argument} from './argument.ts'
import type {Seen} from './scope.ts'
import {finding} from './wording.ts'

/** A device that holds something, also as `--output=/dev/sda`; not those that take what they are given and keep nothing. */
const device =
  /^(?:-{1,2}[\w-]+=|-[a-zA-Z])?\/dev\/(?!(?:null|zero|u?random|full|std(?:in|out|err)|tty\w*|console)$|(?:fd|shm|tcp|udp|pts|mqueue)(?:\/|$))/
/** Options that a file to be written follows. */
const output =
  /^(?:-{1,2}(?:o|O|f|r|w|out|to|output|file|target|dest|result-file|output-(?:document|file))|-?[a-zA-Z]{0,8}[cru][a-zA-Z]{0,8}f)$/
const copying = /^(?:cp|mv|install|rsync|scp|gcp|gmv)$/
/** They change what a file is called or who may use it, not what it holds; or look at each word themselves. */
const other = /^(?:ln|chmod|chown|chgrp|touch|setfacl|mkdir|rmdir|test|dd)$/

/** Raises what writes files where a device, or nothing at all, is among what it is given: `sort -o /dev/sda`, `cp /dev/null app.log`. */
export function ontoDevice(found: Seen, program: string, args: readonly Argument[]): Seen {
  if (!args.some(({value}) => value.includes('/dev/')) || other.test(program)) return found
  const writes = found.findings.some(({effect}) => effect === 'local')
  if (!writes || found.findings.some(({effect}) => effect !== 'local' && effect !== 'read')) return found
  const why = writtenOver(args) ?? (copying.test(program) ? emptied(program, args) : undefined)
  if (why === undefined) return found
  const [first] = found.findings
  return {...found, findings: [{...first, ...finding('destroy', first!.name, why)}]}
}

function writtenOver(args: readonly Argument[]): string | undefined {
  const last = args.findLastIndex(({value}) => !value.startsWith('-'))
  return args.some(
    ({value}, i) =>
      device.test(value) && (value.startsWith('-') || i === last || output.test(args[i - 1]?.value ?? '')),
  )
    ? 'writes over a device'
    : undefined
}

function emptied(program: string, args: readonly Argument[]): string | undefined {
  const operands = args.filter(({value}) => !value.startsWith('-')).map(({value}) => value)
  if (operands[0] === '/dev/null') return 'empties the file'
  return program.endsWith('mv') && operands.at(-1) === '/dev/null' ? 'takes the file away' : undefined
}
