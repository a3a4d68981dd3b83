const drawing = /[\u2190-\u21FF\u2500-\u257F\u25A0-\u25FF\u2600-\u27BF\u2B00-\u2BFF\u{1F300}-\u{1FAFF}]/u
const stamp =
  /^[\s>]{0,40}\[?(?:\d{4}[-/.]\d{2}[-/.]\d{2}[T _:-]\d{2}:\d{2}|\d{8}[T _-]\d{2}:\d{2}:\d{2}\b|\d{2}[/-](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[/-]\d{4}[: T]\d{2}:\d{2}|\d{2}:\d{2}:\d{2}\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d+ \d{2}:\d{2}|(?:level|ts|time)=\S|[IWEF]\d{4} \d{2}:)/
const severity =
  /^\s*(?:\[?(?:INFO|WARN(?:ING)?|ERROR|DEBUG|FATAL|TRACE|CRITICAL|NOTICE|PANIC|HINT|DETAIL|CONTEXT)\]?:?\s|(?:Error|Warning|Alert|error|warning|fatal|Caused by|Traceback|Exception)\b[^=(]{0,40}:|(?:\w+(?:::|\.)){0,8}\w*(?:Error|Exception)(?::| -) )/

/** Whether a line draws: boxes, arrows, trees, check marks. */
export function draws(line: string): boolean {
  return drawing.test(line)
}

/** Whether a line is plainly something that a program printed. */
export function isPrinted(line: string): boolean {
  if (line.length > 5000) line = line.slice(0, 5000)
  return isMessage(line) || isTableRow(line)
}

/** Whether a line is a message, a rule or an answer that a program printed, whatever stands around it. */
export function isMessage(line: string): boolean {
  if (line.length > 5000) line = line.slice(0, 5000)
  return (
    stamp.test(line) ||
    severity.test(line) ||
    /^\s*(?:HTTP\/\d|<\?xml|<!doctype|-----BEGIN |\+-{3,}|-{3,}[+ -]*$|={3,}|\*{3,}|\(\d+ rows?\)|\d+ rows? in set|Query OK|Empty set|\.\.\.\s*$|\[truncated\]|\(output omitted\))/i.test(
      line,
    ) ||
    /^\s*[dlcbsp-](?:[r-][w-][xsStT-]){1,3}[.+@]?\s+\d+\s/.test(line) ||
    /^[\w.()#/-]+(?: [\w.()#/-]+){0,5} +: /.test(line.trimStart().slice(0, 200)) ||
    /^total \d+$/.test(line) ||
    /^\s*\[[a-z][\w.-]{1,30}\] [A-Za-z][^|&;$]{0,120}?\b(?:failed|error|timed out|timeout|refused|unreachable)\b/i.test(
      line,
    ) ||
    /^\s*(?:[\w.@:-]+(?:@|'s )[\w.-]* ?|(?:Enter|\[sudo\]) [^=|&;$]{0,60})pass(?:word|phrase)(?: for [^:\s]{1,60})?:\s*(?:#.*)?$/i.test(
      line,
    )
  )
}

/** Whether a line is a table's: columns kept apart by several blanks or by bars. */
export function isTableRow(line: string): boolean {
  if (/^\s*\|.*\|\s*$/.test(line) || /^[ \w."]+(?: \| [^|]*)+$/.test(line)) return true
  if (/\$[\w{(]|\\$/.test(line)) return false
  const columns = line
    .slice(0, 2000)
    .trim()
    .replaceAll(/"[^"]*"|'[^']*'/g, 'x')
    .replace(/\s#\s.*$/, '')
    .split(/\s{2,}|\t/)
  if (columns.length < 3)
    return (
      isHeader(line) ||
      (columns.length === 2 && /^[\w.-]+$/.test(columns[0]!) && /^[A-Z0-9]\S*$/.test(columns[1]!))
    )
  return !columns.some(column => /^-{1,2}[A-Za-z]/.test(column) || /["'\\;&]$/.test(column))
}

/** Whether a line is a row of which several columns are plain measures, as nobody lays out a command. */
export function isMeasured(line: string): boolean {
  const columns = line
    .slice(0, 2000)
    .trim()
    .split(/\s{2,}|\t/)
  const measures = columns.filter(column => /^\d[\d.,:/]*\s?(?:%|[KMGTP]i?B?|[smhd]|ms)?$/.test(column))
  return columns.length > 3 && measures.length > 1 && isTableRow(line)
}

/** Whether a line is one identifier that some system gave: a UUID, or a digest. */
export function isIdentifier(line: string): boolean {
  return /^\s*(?:sha\d{1,3}:)?(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|(?=[a-f]*\d)(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}))\s*$/i.test(
    line,
  )
}

/** Whether a line heads a table: words in capitals, in columns. */
export function isHeader(line: string): boolean {
  return /^\s*[A-Z][A-Z0-9_%().-]+(?:[ -][A-Z0-9_%().-]+)?(?:\s{2,}|\t)\s*[A-Z]/.test(line)
}

const config = [
  /^\s*\[{1,2}[\w][\w .:"'/-]*\]{1,2}\s*(?:#.*)?$/, // [section]
  /^\s*-?\s?(?:[\w.$/-]+|"[^"]*"|'[^']*'):(?:\s|$)/, // key: value
  /^\s*- (?!-)/, // an item
  /^\s*-$/,
  /^\s*[\w."'[\]@-]+ *(?:=>|:=|\+=|\?=) /,
  /^\s*[\w.@"'-]+(?:\[[^\]]*\])? += /, // key = value
  /^\s*(?:FROM|RUN|ENV|CMD|ENTRYPOINT|WORKDIR|EXPOSE|ARG|LABEL|COPY|ADD|USER|VOLUME|HEALTHCHECK)\s+[^\s=;]/,
  /^\s*(?:[\d*/,-]+\s+){4}[\dA-Za-z*/,-]+\s+\S/, // crontab
  /^\s*(?:Exec(?:Start|Stop|Reload|Condition)(?:Pre|Post)?|EnvironmentFile|WantedBy|RequiredBy|WorkingDirectory|RestartSec|Timeout(?:Start|Stop)Sec|Limit[A-Z]{2,9}|OnCalendar)=/, // a unit of systemd
  /^\s*@(?:daily|hourly|weekly|monthly|yearly|reboot|annually|midnight)\s/,
  /^\s*[}\])]+[,;]?\s*$/,
  /^\s*[{[]\s*$/,
  /^\s*[{[]\s*["{[]/,
  /^\s*"[^"]*"\s*:/,
  /^\s*<[/!?]?[A-Za-z][\w:.-]*(?:\s[\w:.-]+=|\s*\/?>\s*(?:$|[^|&\s-].*<\/))/, // XML
  /^\s*(?!if |elif |while |until |for |function )[A-Za-z_][\w.-]*(?:\s+(?:"[^"]*"|[\w./~^*$-]+))*\s*(?:=\s*)?\{\s*$/, // a block of HCL or nginx
  /^(?:---|\.\.\.|%YAML.*)\s*$/,
  /^\s*(?:@@ -|diff --git |index [0-9a-f]{6,}\.\.|\+\+\+ |--- [ab]\/)/, // a diff
]
/** What a program of another language may begin with, and a command of an unknown name as well. */
const keywords = [
  /^\s*(?:import\s+[\w{*"']|from\s+[\w.]+\s+import\b|const\s+[\w{[]|let\s+(?:mut\s+)?\w+\s*[:=]\s|var\s+\w+\s*[:=]|def\s+\w|class\s+[A-Z]|public\s|private\s|protected\s|func\s+\w|fn\s+\w|package\s+\w+;?$|#include\b|using\s+[\w.]+;|require ['"]|require_relative\b|module\s+[A-Z]|return\b.*;$|gem ['"]|puts\s|print\(|raise\s|await\s|async\s|elsif\b|begin$|end$|rescue\b)/,
  /^\s*(?:\w+::)+\w/,
]
const code = [
  /^\s*[@\w.:$]+(?:\[[^\]]*\])?\.?\w+[!?]?\([^)]*(?:\)|$)(?!\s*\{)/, // a call
  /\bdo \|\w/,
  /^\s*\/\/|^\s*\/\*/,
  /^\s*\{?[\w:]+\{[^}]*(?:=~?|!=|!~)"[^}]*\}/, // a metric and its labels
  /^\s*\{[\w ]+(?:=~?|!=|!~)"/,
  /^\s*<%|^\s*@[\w.]+ ?=/,
  /^\s*:\w+\s|^\s*[@:]\w+\.\w/,
  /^\s*(?:sum|avg|min|max|count|rate|irate|increase|topk|histogram_quantile|absent|ceil|floor|round|delta)\s*(?:\(|by\b|without\b)/,
]
const request = /^\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+[/h<{]/

/** Whether a line is most likely configuration, code of another language, or a request. */
export function isData(line: string): boolean {
  if (line.length > 5000) line = line.slice(0, 5000)
  return isNotation(line) || keywords.some(pattern => pattern.test(line))
}

/** Whether the signs of a line make it configuration, code or a request: never a shell command. */
export function isNotation(line: string): boolean {
  if (line.length > 5000) line = line.slice(0, 5000)
  return [request, ...config, ...code].some(pattern => pattern.test(line))
}

const smallWords =
  /(?:^|\s)(?:the|a|an|of|is|are|was|were|be|been|if|then|that|this|these|those|your|you|we|it|its|will|should|must|can|may|with|from|into|when|where|which|and|or|but|not|after|before|because|there|as|by|on|for|to|in|le|la|les|de|des|du|un|une|et|ou|est|sont|pour|avec|dans|sur|si|que|qui|au|aux|vous|nous)(?=[\s,.;:]|$)/gi

/** How many words a line holds that only sentences have. */
export function smallWordsIn(line: string): number {
  return line.slice(0, 2000).match(smallWords)?.length ?? 0
}

/** Whether a line begins with a word that is not in Latin letters, as no program is called, and has nothing that only a command has. */
export function isInOtherScript(line: string): boolean {
  const text = line.slice(0, 2000)
  return (
    /[^\0-\x7f]/.test(text) &&
    /^\s*(?:\d{1,2}\s?[.、)）:：]\s*)?(?=\p{L})\P{sc=Latin}/u.test(text) &&
    !/^\S+=|\s--?[A-Za-z]|\s(?:\|\|?|&&|[<>]{1,2})\s|\$[\w{(]/.test(text)
  )
}

/** Whether a line reads as words for people rather than for a shell. */
export function isProse(line: string): boolean {
  const text = line.slice(0, 2000).trim()
  if (isListed(text) || isConnector(text) || isInOtherScript(text)) return true
  if (/(?:^|\s)-{1,2}[A-Za-z]|[|&;<>]|\$[\w{(]|^\.{0,2}\/|["'`=\\]/.test(text)) {
    return (
      /^[A-Z][a-z]+(?:['’]\w+)?(?:,? [\w'’,-]+){2,}.*[.!?:]$/.test(text) &&
      (text.match(smallWords)?.length ?? 0) >= 2
    )
  }
  // what stands in brackets behind a word may be a gap, whose name is made of words for people
  const around = text.replaceAll(/(?<=\S\s)(?:\[[^[\]]{1,120}\]|\{[^{}]{1,120}\})/g, 'x')
  const small = around.match(smallWords)?.length ?? 0
  const words = around.split(/\s+/).length
  if (small >= 2 && small * 5 >= words) return true
  return /^[A-ZÀ-Ý][a-zà-ÿ’']*(?:[\s,:]|$)/.test(text) && (words > 1 || /[.!?:,]$/.test(text))
}

/** Whether a line is an item of a list: `1. Open …`, `• …`. */
export function isListed(line: string): boolean {
  return /^\s*(?:\d{1,3}[.)]|[-*•☐✓]|[a-z][.)])\s+\S/.test(line.slice(0, 2000))
}

/** Whether a line is a whole sentence, or the end of one, as no command is. */
export function isSentence(line: string): boolean {
  const text = line.slice(0, 2000).trim()
  const words = text.split(/\s+/).length
  if (!/[.!?:]$/.test(text) || words < 4 || !isProse(text)) return false
  const least = /^[A-ZÀ-Ý]/.test(text) ? 1 : 2
  return (text.match(smallWords)?.length ?? 0) >= least
}

/** Whether a line says that what stands below it is done instead of what stands above. */
export function isOr(line: string): boolean {
  return /^\s*(?:or|ou|oder|или|或者?)\s*[:.,]?\s*$/i.test(line)
}

/** Whether a line only joins what stands above it with what stands below, or is a comment of another language. */
export function isConnector(line: string): boolean {
  return (
    /^\s*\/\/(?![\w.-]+\/)|^\s*(?:e\.g\.|i\.e\.|ex\.|and|et|then|puis|note)[:.,]?\s*$/i.test(line) ||
    (/^\s*--/.test(line) && /^\s*-{2,} ?[\p{L}\p{N}][\p{L}\p{N} ]{0,40} ?-{2,}\s*$/u.test(line)) ||
    isOr(line)
  )
}

/** Whether a line heads a table: the next one is a rule below its columns. */
export function isHead(line: string, next: string | undefined): boolean {
  if (next === undefined || next.length > 5000) return false
  return /^\s*-{2,}(?:\+-{2,})+\s*$/.test(next) || (/^\s/.test(line) && /^-{3,}\s*$/.test(next))
}
