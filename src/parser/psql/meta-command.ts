import type {Effect} from '../../model/effect.ts'
import {codeOf} from '../sql/lexer.ts'
import type {MetaCommand} from './scan.ts'

type Doing = readonly [effect: Effect, does: string]

const reads: Doing = ['read', 'only reads']
const program: Doing = ['unknown', 'runs a program']
const file: Doing = ['local', 'writes a file']

const reading = new Set(
  `l list l+ list+ z zS conninfo conninfo+ timing x pset echo qecho warn t a T f C H html encoding sf sf+ sv sv+ h help ? copyright
  q quit c connect p print r reset set unset getenv if elif else endif errverbose gset gdesc crosstabview watch prompt bind
  bind_named parse close_prepared lo_list lo_list+ restrict unrestrict`.split(/\s+/),
)

const doing: Record<string, Doing> = {
  cd: ['local', 'changes the directory'],
  lo_import: ['change', 'stores a file'],
  lo_export: file,
  lo_unlink: ['destroy', 'deletes a large object'],
  i: ['unknown', 'runs a file that is not seen'],
  ir: ['unknown', 'runs a file that is not seen'],
  include: ['unknown', 'runs a file that is not seen'],
  include_relative: ['unknown', 'runs a file that is not seen'],
  gexec: ['unknown', 'runs what the statement returns as statements'],
  '!': program,
  e: ['unknown', 'opens an editor and runs what it leaves'],
  edit: ['unknown', 'opens an editor and runs what it leaves'],
  ef: ['unknown', 'opens an editor'],
  ev: ['unknown', 'opens an editor'],
  setenv: ['unknown', 'changes the environment of what runs next'],
  password: ['change', 'changes a password'],
}

/** Whether psql has a command of this name, as far as is known here. */
export function isMetaName(name: string): boolean {
  return (
    isDescribing(name) || reading.has(name) || name in doing || /^(?:copy|gx?|o|out|w|write|s)$/.test(name)
  )
}

/** What a command of psql may do, and that in words. What no table has is unknown. */
export function metaEffect({name, args}: Pick<MetaCommand, 'name' | 'args'>): Doing {
  if (name === 'copy') return copyEffect(args)
  if (name === 'encoding' && args !== '') return ['unknown', 'changes how psql reads what follows']
  if (args.includes('`')) return program
  if (/^(?:gx?|o|out|w|write|s)$/.test(name)) {
    const to = args.replace(/^\([^)]*\)\s*/, '')
    // a quoted or made-up name may begin with the `|` of a program too
    return to === '' ? reads : /^'?[\w./~ -]+'?$/.test(to) ? file : program
  }
  if (isDescribing(name) || reading.has(name)) return reads
  return doing[name] ?? ['unknown', 'is not known only to read']
}

/** `\d`, `\dt+`, `\dxS`. */
function isDescribing(name: string): boolean {
  return /^d[A-Za-z]{0,7}[+Sx]*$/.test(name)
}

/** The query of a `\copy (SELECT …) to …`, which the server runs; undefined where a table is named. */
export function copiedQuery({name, args}: Pick<MetaCommand, 'name' | 'args'>): string | undefined {
  if (name !== 'copy' || !args.startsWith('(')) return undefined
  const code = codeOf(args)
  let depth = 0
  for (const {0: mark, index} of code.matchAll(/[()]/g)) {
    depth += mark === '(' ? 1 : -1
    if (depth === 0) return args.slice(1, index)
  }
  return args.slice(1)
}

function copyEffect(args: string): Doing {
  // psql hands its line on as it stands, with all that follows
  const single = args.replace(/;\s*$/, '').replaceAll(/\b(?:delimiter|as)\s*';'/gi, ' ')
  if (single.includes(';')) return ['unknown', 'may hold more than one statement']
  let code = codeOf(args)
  for (let before = ''; before !== code; ) {
    before = code
    code = code.replaceAll(/\([^()]*\)/g, ' ')
  }
  if (/\bprogram\b/i.test(code)) return program
  if (/\bpstdin\b/i.test(code)) return ['unknown', 'reads what stands behind it as rows']
  if (!/\bfrom\b/i.test(code) && /\bto\b/i.test(code)) return /\bp?stdout\b/i.test(code) ? reads : file
  return ['change', 'loads rows into a table']
}
