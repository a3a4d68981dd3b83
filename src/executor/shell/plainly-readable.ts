/** What may stand outside quotes and means nothing to bash's grammar; `[` may begin a subscript, which ends where it likes. */
const bare = String.raw`[\w./:@%+,=~*?-]`
const variable = String.raw`\$(?:\w+(?!\w)|\?|\{[A-Za-z_]\w*\})` // one way to read each, or an open quote would take for ever
const single = String.raw`'[\t\n -&(-~]*'`
const double = String.raw`"(?:[\t\n !#%-\[\]-_a-~]|${variable})*"`

/** A word, a comment, what joins commands, or else a redirection or blanks; from `lastIndex` on. */
export const token = new RegExp(
  String.raw`(?<word>(?:${bare}|${variable}|${single}|${double})+)|[ \t]+|(?<comment>#[\t -~]*)|(?<operator>&&|\|\||\||;|\n)|(?:>>|>&|>|<)`,
  'y',
)

const reserved = new Set(
  'if then else elif fi case esac for select while until do done in function time coproc'.split(' '),
)

/** What must or may follow. */
type Asked = 'anything' | 'a command' | 'a name' | 'its end'

/**
 * Whether bash can read a text beyond doubt: simple commands of words, quotes and variables, joined by `|`, `&&`, `||`, `;` and
 * line ends, with redirections to files. Of everything else this says nothing. ASCII alone: elsewhere a byte may be half of a character.
 */
export function isPlainlyReadable(script: string): boolean {
  let asked: Asked = 'anything'
  let before: Asked = asked
  let wordBefore = ''
  for (token.lastIndex = 0; token.lastIndex < script.length; ) {
    const found = token.exec(script)
    if (!found) return false
    const {word, comment, operator} = found.groups!
    if (word !== undefined) {
      if ((asked === 'anything' || asked === 'a command') && reserved.has(word)) return false
      before = asked
      asked = 'its end'
    } else if (comment !== undefined) {
      if (wordBefore !== '' || asked === 'a command' || asked === 'a name') return false
    } else if (operator !== undefined) {
      if (asked !== 'its end' && !(operator === '\n' && asked === 'anything')) return false
      asked = operator === '\n' || operator === ';' ? 'anything' : 'a command'
    } else if (/[<>]/.test(found[0])) {
      // digits before it are its descriptor, and no name of the redirection before
      if (asked === 'a name' || (before === 'a name' && /^\d+$/.test(wordBefore))) return false
      asked = 'a name'
    }
    wordBefore = word ?? ''
  }
  return asked === 'anything' || asked === 'its end'
}
