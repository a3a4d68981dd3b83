/** What bytes are that are no text in UTF-8, and what can be done; undefined where they may be one. */
export function notText(bytes: Buffer): {article: string; what: string; advice: string} | undefined {
  const start = bytes.toString('latin1', 0, 2)
  if (start === '\xff\xfe' || start === '\xfe\xff')
    return {
      article: '',
      what: 'text in UTF-16',
      advice: 'save it as UTF-8, such as with `iconv -f UTF-16 -t UTF-8`',
    }
  return bytes.includes(0)
    ? {article: 'a ', what: 'binary file', advice: 'a runbook is a markdown text'}
    : undefined
}
