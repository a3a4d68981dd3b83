import type {Node} from './node.ts'

/** The settings that a statement changes; undefined for one that only the running server knows. */
export function settingsOf(type: string, node: Node): (string | undefined)[] {
  const set = (type === 'VariableSetStmt' ? node : node.setstmt) as Node | undefined
  const own: (string | undefined)[] = set?.name === undefined ? [] : [String(set.name)]
  gather(type, node, own)
  return own
}

/** `set_config('a.b', …)`, and changes of the view that calls it. */
function gather(key: string, value: unknown, found: (string | undefined)[]) {
  if (typeof value !== 'object' || value === null) return
  const node = value as Node
  if (key === 'FuncCall' && JSON.stringify((node.funcname as Node[]).at(-1)).includes('"set_config"')) {
    const [first] = (node.args ?? []) as Node[]
    const constant = (first?.A_Const as Node | undefined)?.sval as Node | undefined
    found.push(constant?.sval as string | undefined)
  }
  if (key === 'UpdateStmt' && (node.relation as Node).relname === 'pg_settings') found.push(undefined)
  for (const inner of Object.keys(node)) gather(inner, node[inner], found)
}
