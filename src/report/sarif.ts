import type {LintMessage, RuleInfo} from '../model/lint-message.ts'
import type {LintReporter} from './lint-reporter.ts'

const levels = {error: 'error', warning: 'warning', info: 'note', off: 'none'} as const

/** A log in SARIF 2.1.0, piece by piece, with what there is to say about each rule. */
export function sarifReporter(rules: readonly RuleInfo[], version: string): LintReporter {
  const driver = {name: 'runbook', version, rules: rules.map(describedRule)}
  const indexes = new Map(rules.map(({id}, index) => [id, index]))
  let first = true
  return {
    begin: `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify({driver})},"columnKind":"utf16CodeUnits","newlineSequences":["\\r\\n","\\n","\\r"],"results":[`,
    file({path, messages}) {
      const results = messages.map(message => JSON.stringify(describedResult(path, message, indexes)))
      const text = results.map((result, index) => `${first && index === 0 ? '' : ','}\n${result}`).join('')
      first &&= results.length === 0
      return text
    },
    end: ({unreadable}) =>
      `\n],"invocations":[${JSON.stringify({executionSuccessful: unreadable === 0})}]}]}\n`,
  }
}

function describedRule({id, severity, summary, why}: RuleInfo) {
  return {
    id,
    shortDescription: {text: `${summary}.`},
    fullDescription: {text: why},
    help: {text: why, markdown: why},
    defaultConfiguration: {level: levels[severity]},
  }
}

function describedResult(
  path: string,
  {rule, severity, text, note, place, fix}: LintMessage,
  indexes: ReadonlyMap<string, number>,
) {
  const artifactLocation = {uri: uriOf(path)}
  const region = place && {
    startLine: place.start.line,
    startColumn: place.start.column,
    endLine: place.end.line,
    endColumn: place.end.column,
    charOffset: place.start.offset,
    charLength: place.end.offset - place.start.offset,
  }
  const replacements = fix?.map(({start, end, insert}) => ({
    deletedRegion: {charOffset: start, charLength: end - start},
    ...(insert === '' ? {} : {insertedContent: {text: insert}}),
  }))
  return {
    ruleId: rule,
    ...(indexes.has(rule) ? {ruleIndex: indexes.get(rule)} : {}),
    level: levels[severity],
    message: {text: note ? `${text}\n${note}` : text},
    locations: [{physicalLocation: {artifactLocation, ...(region ? {region} : {})}}],
    ...(replacements
      ? {fixes: [{description: {text: `Fix ${rule}`}, artifactChanges: [{artifactLocation, replacements}]}]}
      : {}),
  }
}

/** A path as a reference: relative where it is, `file:` where it is absolute. */
function uriOf(path: string): string {
  const encoded = path
    .replaceAll('\\', '/')
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/')
  if (encoded.startsWith('/')) return `file://${encoded}`
  return encoded.replace(/^\.\//, '')
}
