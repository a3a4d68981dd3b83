import process from 'node:process'
import type {Procedure} from '../../model/runbook.ts'
import {clip, oneLine} from '../../report/clean.ts'
import type {ScreenStyle} from '../../report/step-screen.ts'
import {shortened} from '../../report/width.ts'
import {createPrompt} from '../terminal/prompt.ts'
import {screenStyle, withSigns} from '../terminal/style.ts'

/** Asks on a terminal which procedure of a handbook to run; undefined where nobody answers, or by `q`. */
export async function chooseProcedure(
  procedures: readonly Procedure[],
  stream: NodeJS.WriteStream,
  plain: boolean,
): Promise<Procedure | undefined> {
  const style = withSigns(screenStyle(stream), plain)
  const {colors} = style
  const stopping = new AbortController()
  const interrupt = () => stopping.abort()
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt)
  const prompt = createPrompt(stream, stopping.signal, interrupt, style)
  try {
    stream.write(listOf(procedures, procedures, style))
    for (;;) {
      const typed = (await prompt('Which procedure? (a number or a part of its title; q: none)'))?.trim()
      if (typed === undefined || /^q(?:uit)?$/i.test(typed)) return undefined
      const found = named(typed, procedures)
      if (found.length === 1) return found[0]
      const what = `“${clip(oneLine(typed), 40)}”`
      const problem =
        typed === ''
          ? 'Nothing was picked.'
          : found.length === 0
            ? `No procedure is called ${what}.`
            : `${what} may be any of these.`
      stream.write(`  ${colors.yellow(problem)}\n${found.length > 1 ? listOf(found, procedures, style) : ''}`)
    }
  } finally {
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupt)
  }
}

function listOf(
  shown: readonly Procedure[],
  all: readonly Procedure[],
  {columns, colors}: ScreenStyle,
): string {
  const digits = String(all.length).length
  const lines = shown.map(one => {
    const number = String(all.indexOf(one) + 1).padStart(digits)
    return `  ${colors.bold(number)} ${shortened(oneLine(one.title), columns - digits - 4)}\n`
  })
  return `\n${lines.join('')}\n`
}

/** The procedure of a number, a slug or a title; else all whose titles hold the text. */
function named(text: string, procedures: readonly Procedure[]): readonly Procedure[] {
  if (text === '') return []
  if (/^\d+$/.test(text)) return procedures.slice(Number(text) - 1, Number(text) || 0)
  const is = text.toLowerCase()
  const exact = procedures.filter(({slug, title}) => slug === is || title.toLowerCase() === is)
  return exact.length > 0 ? exact : procedures.filter(({title}) => title.toLowerCase().includes(is))
}
