import {worst} from '../model/effect.ts'
import {prefixText, type Site} from '../model/site.ts'
import type {Definitions} from './definitions.ts'
import {destroyingChoice} from './destroying-choice.ts'
import {findGaps, withoutGaps} from './placeholder.ts'
import {type Reading, type Script, sorted} from './reading.ts'
import {analyseShell} from './shell/analyse.ts'
import {interpreterIn} from './shell/interpreter.ts'
import {jsonAround} from './shell/json-around.ts'
import {secretGiven} from './shell/secret-given.ts'
import type {SqlAnalysis} from './sql/analyse.ts'

/** Reads a shell script, gaps filled with plain words; what it defines for the scripts after it is added to those that are `known`. */
export function readShell(
  text: Script,
  known: Definitions,
  analyseSql: ((script: string) => SqlAnalysis) | undefined,
  site?: Site,
): Reading {
  const {script, placeOf, prose, legend} = text
  const {gaps, standIns} = sorted(findGaps(script, {language: 'shell', prose, legend}), text)
  const sql = analyseSql && ((statements: string) => summary(analyseSql(statements)))
  const whole = withoutGaps(script, gaps, ({name}) => name.replaceAll(/[^A-Za-z0-9]/g, 'x'))
  const fillers = new Set(gaps.map(({start, end}) => whole.slice(start, end)))
  const used = known.usedBy(whole)
  const definitions = used ?? []
  const interpreter = used
    ? interpreterIn([...definitions, whole].join('\n'))
    : 'what the blocks before define'
  const found = analyseShell(whole, {definitions, at: placeOfRun(site), ...(sql ? {sqlEffect: sql} : {})})
  const chosen = destroyingChoice(script, gaps, {definitions, at: placeOfRun(site)})
  known.add(found.definitions)
  const inside = typedInside(whole, text.typed, found.interactive, definitions, sql)
  const {endless, syntaxError} = found
  const secret = secretGiven(whole)
  return {
    script,
    commands: found.commands.map(command => ({
      place: placeOf(command.start, command.end),
      ...command,
      text: script.slice(command.start, command.end),
    })),
    placeholders: gaps.flatMap(gap => {
      const around = found.surroundingAt(gap.start) ?? behindError(gap, script, syntaxError)
      if (!around) return []
      const json = jsonAround(script, around, gap.start)
      return [{context: around.context, place: placeOf(gap.start, gap.end), ...gap, ...(json ? {json} : {})}]
    }),
    standIns,
    variables: found.variables.filter(name => !fillers.has(name)),
    nonEmpty: found.nonEmpty.filter(name => !fillers.has(name)),
    assigns: found.assigns,
    effect: worst([
      found.effect,
      ...inside.map(reason => reason.effect),
      ...chosen.map(reason => reason.effect),
      ...(used ? [] : (['unknown'] as const)),
    ]),
    reasons: used
      ? [...inside, ...chosen, ...found.reasons]
      : [
          {effect: 'unknown', text: 'the blocks before define more of what it names than is read'},
          ...found.reasons,
        ],
    interpreter,
    syntaxError: syntaxError && {
      message: `bash cannot read it: ${syntaxError.message}`,
      place: placeOf(syntaxError.offset, syntaxError.offset),
    },
    interactive: found.interactive,
    inner:
      found.inner &&
      `\`${found.inner.name}\` opens a session, and what stands after it belongs to that session: put it into a block of its own marked \`host=NAME\` or \`exec="PREFIX"\``,
    endless,
    ...(secret === undefined ? {} : {printsSecret: secret}),
  }
}

/** What bash's grammar did not get to is missing all the same, but in a comment; such a block is not run. */
function behindError({start}: {start: number}, script: string, error: {offset: number} | undefined) {
  const before = script.slice(script.lastIndexOf('\n', start - 1) + 1, start)
  return error && !/(?:^|\s)#/.test(before) ? ({context: 'word', start, end: start} as const) : undefined
}

/** What destroys among the lines that are typed into what a script opens: of the others nobody knows whether they are all. */
function typedInside(
  script: string,
  typed: string | undefined,
  opens: string | undefined,
  definitions: readonly string[],
  sqlEffect: ((statements: string) => {effect: Reading['effect']; reason: string}) | undefined,
): Reading['reasons'] {
  if (!opens || !typed) return []
  const {inner, reasons} = analyseShell(`${script.trimEnd()}\n${typed}`, {
    definitions,
    ...(sqlEffect ? {sqlEffect} : {}),
  })
  return inner ? reasons.filter(({effect}) => effect === 'destroy') : []
}

function placeOfRun(site: Site | undefined) {
  return site && (site.kind === 'host' ? ('host' as const) : {prefix: prefixText(site.prefix)})
}

function summary({effect, reasons}: SqlAnalysis): {effect: Reading['effect']; reason: string} {
  return {effect, reason: reasons.find(reason => reason.effect === effect)?.text ?? 'SQL'}
}
