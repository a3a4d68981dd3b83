import type {BlockAction} from '../model/plan.ts'
import type {OutputKind, World} from './world.ts'

/** How a block's output goes where all of it is a secret: a person at the terminal sees it, and nobody keeps it. */
export function unkept(
  {printsSecret, attributes}: BlockAction,
  {terminal}: Pick<World, 'terminal'>,
): Pick<OutputKind, 'unkept'> {
  if (printsSecret === undefined || attributes.captureSecret) return {}
  const said = `what \`${printsSecret}\` prints is a secret: it was not kept`
  return {unkept: {said, seen: terminal !== undefined}}
}

/** Has what such a block printed masked from now on: of its lines the first twenty that are one word of 8 or more characters. */
export function knowPrinted(
  {printsSecret}: BlockAction,
  stdout: string,
  {addSecret}: Pick<World, 'addSecret'>,
): void {
  if (printsSecret === undefined) return
  const lines = stdout.split('\n').map(line => line.trim())
  for (const value of lines.filter(line => /^\S{8,4096}$/.test(line)).slice(0, 20))
    addSecret({name: printsSecret, value})
}
