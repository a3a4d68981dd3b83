import type {Argument} from '../argument.ts'
import {ruleOf} from '../commands/all.ts'
import {hasOption, lowers, takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {overwrites} from './overwrite.ts'

/** `aws s3 cp s3://… .`, `gsutil cp gs://… .`: what is copied here is local; the rest is in the tables. */
export function objectStore(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, ruleOf(name === 'aws' ? 'aws' : 'gsutil') ?? {})
  const words = call.words.filter(word => !(name === 'aws' && word.value === 's3'))
  const [verb, source, target, ...more] = words
  if (name === 'aws' && !args.some(arg => arg.value === 's3')) return undefined
  if (!verb || !/^(?:cp|copy|copyto|sync|get)$/.test(verb.value) || !source || !target || more.length > 0)
    return undefined
  if (
    ['--delete', '-d', '--delete-removed', '--dryrun', '--dry-run'].some(
      option => hasOption(call, option) || lowers(call, option),
    )
  )
    return undefined
  const why = overwrites(source, target)
  if (why && /^(?:cp|copy|copyto|get)$/.test(verb.value))
    return seen(finding('destroy', `${name} ${verb.value}`, why))
  if (!away(source) || target.dynamic || away(target)) return undefined
  if (verb.value === 'sync' && name === 'rclone') return undefined
  return target.value === '-'
    ? seen(finding('read', `${name} ${verb.value}`))
    : seen(finding('local', `${name} ${verb.value}`, 'copies files here'))
}

/** `gcloud storage cp gs://b/o#123 gs://b/o`: what an object was before is put over what it is. */
export function putsBackVersion(args: readonly Argument[], name: string): Seen | undefined {
  const [group, verb, ...rest] = args.filter(({value}) => !value.startsWith('-')).map(({value}) => value)
  if (group !== 'storage' || !/^(?:cp|mv)$/.test(verb ?? '')) return undefined
  const target = rest.at(-1)
  return rest.length > 1 && /^gs:/.test(target!) && /#[\dx]+$/.test(rest[0]!)
    ? seen(finding('destroy', `${name} storage ${verb}`, 'puts an older version over what is there'))
    : undefined
}

function away({value}: Argument): boolean {
  return /^(?:s3|gs|az|https?|oss|swift):\/\//.test(value) || /^[\w-]+:(?!\\)/.test(value)
}
