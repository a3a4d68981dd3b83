import type {Argument} from '../argument.ts'
import {ruleOf} from '../commands/all.ts'
import {hasOption, takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** Kafka keeps messages for so long unless told otherwise. Unit: milliseconds. */
const kept = 7 * 24 * 60 * 60 * 1000
const setting = /(?:^|[,\s])(?:log\.)?(?:local\.)?retention\.(ms|minutes|hours|bytes)=([^,\s]*)/g
/** A replica that is behind may lead, or what was kept for good is deleted when it is old. */
const unsafe =
  /(?:^|[,\s])(?:unclean\.leader\.election\.enable=true|(?:log\.)?cleanup\.policy=\[?(?:compact,)?delete)\b/
const unit: Record<string, number> = {ms: 1, minutes: 60_000, hours: 3_600_000}

/** `kafka-configs --alter --add-config retention.ms=1000`: a topic that keeps less loses what is older. */
export function kafkaRetention(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, ruleOf(name.split('/').at(-1)!) ?? {})
  if (!hasOption(call, '--alter')) return undefined
  const given = call.options.flatMap(option =>
    /^--(?:add-config|config)$/.test(option.name) && option.value ? [option.value] : [],
  )
  const says = (text: string) => seen(finding('destroy', `${name} --alter`, text))
  if (given.some(({value}) => [...value.matchAll(setting)].some(([, of, to]) => loses(of!, to!))))
    return says('makes topics keep less, which deletes the messages that are older')
  return given.some(({value}) => unsafe.test(value)) ? says('lets messages be lost') : undefined
}

/** Anything but a plain number may be less. */
function loses(of: string, to: string): boolean {
  if (to === '-1') return false
  return of === 'bytes' || !/^\d+$/.test(to) || Number(to) * unit[of]! < kept
}
