import {expect, test} from 'vitest'
import type {Effect} from '../../../src/model/effect.ts'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {loadSql} from '../../../src/parser/sql/analyse.ts'

const sql = await loadSql()

/** Reads SQL as the parser of runbooks does. */
export function sqlEffect(text: string): {effect: Effect; reason: string} {
  const {effect, reasons} = sql(text)
  return {effect, reason: reasons[0]!.text}
}

/** One test a script: it must be found to have the effect that it is listed under. */
export function expectEffects(family: string, byEffect: Partial<Record<Effect, string[]>>) {
  for (const [effect, scripts] of Object.entries(byEffect)) {
    test.each(scripts)(`${family}: %s → ${effect}`, script => {
      const found = analyseShell(script, {sqlEffect})
      expect({effect: found.effect, why: found.reasons.map(({text}) => text)}).toMatchObject({effect})
    })
  }
}
