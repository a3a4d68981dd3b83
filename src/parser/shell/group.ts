import {forEachChild, type Statement, type SyntaxNode} from 'unbash'

/** Statements that cannot be told apart, with their place. */
export interface Group {
  statements: Statement[]
  start: number
  end: number
}

/** Statements with the here-documents that belong to them; statements between a here-document's start and text go along. */
export function grouped(statements: readonly Statement[], script: string): Group[] {
  const groups: Group[] = []
  const holds = script.includes('<<')
  for (const statement of statements) {
    const own = holds ? Math.max(statement.end, heredocEnd(statement)) : statement.end
    const end = Math.min(own, script.length)
    const last = groups.at(-1)
    if (last && statement.pos < last.end) {
      last.statements.push(statement)
      last.end = Math.max(last.end, end)
    } else groups.push({statements: [statement], start: statement.pos, end})
  }
  return groups
}

function heredocEnd(node: SyntaxNode): number {
  let end = 0
  if (node.type === 'HereDoc') end = Math.max(node.body.end, node.closing?.end ?? 0)
  if (node.type === 'Script' && node.source !== undefined) return 0
  forEachChild(node, child => {
    end = Math.max(end, heredocEnd(child))
  })
  return end
}
