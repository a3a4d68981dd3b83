import {readdirSync} from 'node:fs'
import {basename} from 'node:path'
import type {CommandUnknownOpts, Option} from '@commander-js/extra-typings'
import {sectionsOf} from '../../model/content.ts'
import {load} from '../documents/load.ts'
import {runDirectories} from '../record/find-run.ts'

/** Something that a half-typed word may become, and what it is. */
export interface Candidate {
  word: string
  about?: string
}

/** What can stand for the last of the words that follow `runbook`. Reads folders and runbooks where files are named; runs nothing. */
export async function candidates(
  program: CommandUnknownOpts,
  words: readonly string[],
): Promise<Candidate[]> {
  const [first = '', ...rest] = words
  if (rest.length === 0)
    return starting(
      first,
      first.startsWith('-')
        ? optionsOf(program)
        : program.commands
            .filter(command => !hidden(command))
            .map(command => ({word: command.name(), about: command.summary()})),
    )
  const command = program.commands.find(one => one.name() === first)
  if (!command) return []
  const typed = rest.at(-1)!
  const valued = optionNamed(command, rest.at(-2))
  if (valued && takesValue(valued))
    return starting(typed, await valuesOf(valued.flags, valued.argChoices, typed, rest))
  if (typed.startsWith('-')) return starting(typed, optionsOf(command))
  const position = positionOf(command, rest)
  const declared = command.registeredArguments
  const argument = declared[position] ?? (declared.at(-1)?.variadic ? declared.at(-1) : undefined)
  return argument ? starting(typed, await valuesOf(argument.name(), argument.argChoices, typed, rest)) : []
}

/** What the value of an option or an argument may be, as far as its name tells. */
async function valuesOf(
  name: string,
  choices: readonly string[] | undefined,
  typed: string,
  words: readonly string[],
): Promise<Candidate[]> {
  if (choices) return choices.map(word => ({word}))
  if (/section/.test(name)) return typed.includes('#') ? sections(typed) : files(typed, /\.(?:md|markdown)$/i)
  if (/^run(?:dir)?$|^which$/.test(name)) {
    const runs = runDirectories(logDirOf(words)).map(dir => ({word: basename(dir)}))
    return name === 'rundir' || typed.includes('/')
      ? files(typed, /^$/, runDirectories(logDirOf(words)))
      : runs
  }
  if (/<(?:dir)>|^dir$/.test(name)) return files(typed, /^$/)
  if (/<file>|^(?:path|file|what|out)$/.test(name)) return files(typed, /./)
  return []
}

function logDirOf(words: readonly string[]): string {
  const at = words.lastIndexOf('--log-dir')
  return (at !== -1 && words[at + 1]) || 'incidents'
}

/** The files of a half-typed path whose names match, and the folders on the way. */
function files(typed: string, named: RegExp, more: readonly string[] = []): Candidate[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1)
  const hiddenToo = typed.slice(folder.length).startsWith('.')
  let entries: {name: string; isDirectory(): boolean}[] = []
  try {
    entries = readdirSync(folder || '.', {withFileTypes: true})
  } catch {
    // a folder that is not there has nothing in it
  }
  return [
    ...more.map(word => ({word})),
    ...entries
      .filter(({name}) => hiddenToo || !name.startsWith('.'))
      .flatMap(entry => {
        if (entry.isDirectory())
          return entry.name === 'node_modules' ? [] : [{word: `${folder}${entry.name}/`}]
        return named.test(entry.name) ? [{word: folder + entry.name}] : []
      }),
  ]
}

async function sections(typed: string): Promise<Candidate[]> {
  const path = typed.slice(0, typed.lastIndexOf('#'))
  try {
    const {runbook} = await load(path)
    const {procedures, section} = runbook
    const named = procedures.length > 1 ? procedures : [...sectionsOf(section)]
    return named.flatMap(({slug, title}) => (slug ? [{word: `${path}#${slug}`, about: title}] : []))
  } catch {
    return [] // what cannot be read has no sections; running it says why
  }
}

function starting(typed: string, all: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return all.filter(({word}) => word.startsWith(typed) && !seen.has(word) && seen.add(word))
}

function optionsOf(command: CommandUnknownOpts): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(option => ({word: option.long ?? option.short ?? '', about: option.description}))
}

function optionNamed(command: CommandUnknownOpts, word: string | undefined): Option | undefined {
  return command.options.find(({long, short}) => word !== undefined && (word === long || word === short))
}

function takesValue({required, optional}: Option): boolean {
  return required || optional
}

/** Which argument the last word is, from 0: words before it that are neither options nor their values. */
function positionOf(command: CommandUnknownOpts, words: readonly string[]): number {
  let position = 0
  for (let index = 0; index < words.length - 1; index++) {
    const option = optionNamed(command, words[index])
    if (option) index += takesValue(option) ? 1 : 0
    else if (!words[index]!.startsWith('-')) position++
  }
  return position
}

function hidden(command: CommandUnknownOpts): boolean {
  return command.name().startsWith('_')
}
