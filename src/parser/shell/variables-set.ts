const name = /^[A-Za-z_]\w*$/

/** The variables that a builtin which takes their names sets, by its name and its words. */
export function namesSetBy(program: string, words: readonly string[]): string[] {
  const plain = words.filter(word => name.test(word))
  switch (program) {
    case 'read': {
      const taking = /^-[adinNptu]$/
      const found = words.filter(
        (word, i) => name.test(word) && !(taking.test(words[i - 1] ?? '') && words[i - 1] !== '-a'),
      )
      return found.length > 0 ? found : ['REPLY']
    }
    case 'mapfile':
    case 'readarray':
      return plain.length > 0 ? plain.slice(-1) : ['MAPFILE']
    case 'getopts':
      return words.filter(word => word !== '--').slice(1, 2)
    case 'printf':
      return words[0] === '-v' ? words.slice(1, 2) : /^-v./.test(words[0] ?? '') ? [words[0]!.slice(2)] : []
    case 'let':
      return words.map(word => /^([A-Za-z_]\w*)\s*[-+*/%]?=/.exec(word)?.[1] ?? '').filter(Boolean)
    case 'wait': {
      const option = words.indexOf('-p')
      return option === -1 ? [] : words.slice(option + 1, option + 2)
    }
    case 'declare':
    case 'typeset':
    case 'local':
      return words.some(word => /^-\w*[pfF]/.test(word)) ? [] : plain // only shows them
    default:
      return []
  }
}
