import {forEachChild, type SyntaxNode} from 'unbash'
import {isPrompt} from './environment.ts'
import {bareName} from './path.ts'
import {treeOf} from './tree.ts'

/** Programs that take their arguments as data alone. Any other may read one as code, or hand it to something that does. */
const takesData = new Set(
  'basename cat cd chmod chown cmp cp curl cut date df dig dirname du echo egrep false fgrep grep head host hostname id journalctl ln ls md5sum mkdir mv nslookup ping printf pwd railway readlink realpath rm rmdir sha256sum sleep sort stat systemctl tac tail tee touch tr true uname uniq uptime vercel wc wget whoami'.split(
    ' ',
  ),
)
/** Of these, the subcommands and options that run what they are given. */
const runsWords = /^(run|shell|ssh|connect|exec|-v)$/

/**
 * What in a script may read a value as code: a program that is not known to take data alone, or one of bash's own forms that
 * evaluate words (arithmetic, `[[`, array subscripts, slices). Undefined if nothing does; never throws.
 */
export function interpreterIn(script: string): string | undefined {
  try {
    return find(treeOf(script))
  } catch {
    return 'it'
  }
}

function find(node: SyntaxNode): string | undefined {
  const own = nameOf(node)
  if (own) return own
  let found: string | undefined
  forEachChild(node, child => {
    found ??= find(child)
  })
  return found
}

function nameOf(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'TestCommand':
      return '[['
    case 'ArithmeticCommand':
    case 'ArithmeticExpansion':
    case 'ArithmeticFor':
      return '(('
    case 'Slice':
      return 'a slice'
    case 'Assignment':
    case 'ParameterExpansion':
      if (isPrompt(node)) return node.text
      // all of an array is nothing that bash works out
      return node.index && !/^[@*]$/.test(node.index.value) ? 'an array subscript' : undefined
    case 'Command': {
      if (!node.name) return undefined
      const name = bareName(node.name.value)
      if (!name || !takesData.has(name)) return node.name.text
      const word = node.args.find(
        arg =>
          arg.type === 'Word' &&
          (runsWords.test(arg.value) || (name === 'printf' && arg.value.startsWith('-v'))),
      )
      return word ? `${name} ${word.text}` : undefined
    }
    default:
      return undefined
  }
}
