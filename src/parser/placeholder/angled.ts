/** What programs print in angle brackets, and keys to press. */
const printed =
  /^(?:none|nil|null|unknown|pending|invalid|unset|missing|defunct|stdin|stdout|no value|module|not set|enter|return|esc|tab|(?:ctrl|alt|cmd|shift)[+-].*)$/i

/** Whether programs print it as it is: `none`, `pending`. */
export function isPrinted(inner: string): boolean {
  return printed.test(inner)
}

/** Whether it stands for something else: not what is printed, a link, a comparison or code. */
export function isName(inner: string): boolean {
  if (/\s$/.test(inner) || /^[\d.]*\d$/.test(inner) || isPrinted(inner)) return false
  if (/^(?:https?|ssh|ftp|mailto):|^\/dev\//i.test(inner)) return false
  if (/^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u.test(inner)) return false
  // An attribute of a tag, or a comparison: `<a href='…'>`, `<b AND c>`, `<5 and b>`.
  if (/=\s*'|\b(?:AND|OR)\b|^[\d.]+ (?:and|or) /.test(inner)) return false
  return /\p{L}|[.…#*]/u.test(inner) && balanced(inner)
}

function balanced(inner: string): boolean {
  let depth = 0
  for (const char of inner) {
    if (char === '(' || char === '[' || char === '{') depth++
    if (char === ')' || char === ']' || char === '}') depth--
    if (depth < 0) return false
  }
  return depth === 0
}

/** Whether it opens an element of XML or HTML, or is one. */
export function isElement(inner: string, around: string, closed: ReadonlySet<string>): boolean {
  if (closed.has(inner) || alone.test(inner)) return true
  if (inner.includes('=')) return closed.has(/^[^\s/=]*/.exec(inner)![0])
  return /^[\w:.-]+ ?\/$/.test(inner) && (closed.size > 0 || /^["'>]|["'<]$/.test(around))
}

/** Elements of HTML that hold nothing, or stand in pieces of it. */
const alone = /^(?:br|hr|html|body|head|div|span)\s*\/?$/i

/** What is closed somewhere: elements, as `</name>` closes them, and what a line alone may close, as `<<name`. */
export function endsIn(text: string): Set<string> {
  const elements = [...text.matchAll(/<\/([\p{L}][\w:.-]{0,80})\s*>/gu)].map(([, name]) => name!)
  const lines = text.includes('<<') ? [...text.matchAll(/^\t*([\w.-]{1,60})$/gm)] : []
  return new Set([...elements, ...lines.map(([, line]) => `<<${line}`)])
}
