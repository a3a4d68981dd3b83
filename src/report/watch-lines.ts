import type {RunEvent} from '../model/event.ts'
import {oneLine} from './clean.ts'
import {drillMark} from './drill-text.ts'
import {type LineStep, type LineStyle, mark, outcomeLine, stepLine} from './lines.ts'
import {resultText} from './status.ts'

/** Makes the lines for the events of one run, given in order: what somebody who looks on wants to see of each. */
export function watchLines(style: LineStyle): (event: RunEvent) => string[] {
  const steps = new Map<string, LineStep & {effect?: string}>()
  return event => {
    if (event.type === 'run.started' || event.type === 'run.resumed') {
      const listed = event.data.steps ?? []
      for (const {id, number, title, kind, effect} of listed)
        steps.set(id, {number, total: listed.length, title, kind, ...(effect ? {effect} : {})})
    }
    const step = event.subject === undefined ? undefined : steps.get(event.subject)
    const who = oneLine(event.authid ?? 'somebody')
    switch (event.type) {
      case 'run.started':
        return [
          `▸ ${oneLine(event.data.procedure?.title ?? event.data.runbook.title)}, begun by ${oneLine(event.data.operator)}${drillMark(event.data)}`,
        ]
      case 'run.finished': {
        const {text, standing} = resultText({started: event, finished: event, interrupted: undefined})
        return [`${mark(standing, style)} run: ${oneLine(text)}`]
      }
      case 'step.started':
        return step ? [stepLine(step, style)] : []
      case 'note.added':
        return [`+ ${who}: ${event.data.kind}: ${oneLine(event.data.text)}`]
      case 'prompt.answered':
        return event.data.answer === 'quit' || event.data.answer === 'rollback'
          ? [`${who}: ${event.data.answer}${event.data.detail ? `: ${oneLine(event.data.detail)}` : ''}`]
          : []
      default: {
        const line = outcomeLine(event, step, style)
        return line === undefined ? [] : [line]
      }
    }
  }
}
