import type {z} from 'zod/mini'
import type {Settings, TargetCheck} from '../model/settings.ts'
import type {Schemas} from './front-matter-schema.ts'

/** What the system is asked for each key that needs no command of its author's. */
const questions = {
  hostname: {name: 'hostname', command: 'hostname'},
  'kube-context': {name: 'kube context', command: 'kubectl config current-context'},
  'git-branch': {name: 'git branch', command: 'git rev-parse --abbrev-ref HEAD'},
} as const

/** The questions that a `target:` stands for, in the order of its keys' table; none where there is none. */
export function targetChecks(declared: z.infer<Schemas['target']> | undefined): TargetCheck[] {
  if (declared === undefined) return []
  const {commands = {}, 'git-clean': clean, ...plain} = declared
  const asked = (Object.keys(questions) as (keyof typeof questions)[]).flatMap(key => {
    const expect = plain[key]
    return expect === undefined ? [] : [{...questions[key], expected: expectation(expect)}]
  })
  return [
    ...asked,
    ...(clean
      ? [{name: 'git changes', command: 'git status --porcelain --untracked-files=no', expected: ''}]
      : []),
    ...Object.entries(commands).map(([name, {run, expect}]) => ({
      name,
      command: run,
      expected: expectation(expect),
    })),
  ]
}

function expectation(text: string): string | RegExp {
  return /^\/.+\/$/s.test(text) ? new RegExp(text.slice(1, -1), 'u') : text
}

/** The databases of a front matter, by name. */
export function databasesOf(
  declared: z.infer<Schemas['runbookKey']>['databases'] = {},
): Settings['databases'] {
  return Object.fromEntries(
    Object.entries(declared).map(([name, {target: must, ...rest}]) => {
      const {'system-identifier': cluster, ...plain} = must ?? {}
      return [name, {...rest, ...(must && {target: {...plain, ...(cluster && {cluster})}})}]
    }),
  ) as Settings['databases']
}
