import {z} from 'zod/mini'
import type {ToldEvent} from '../../model/told.ts'

const text = z.optional(z.nullable(z.string()))

/** A message of a Slack export, or of `conversations.history`: what we read of it. */
export const slackMessage = z.looseObject({
  ts: z.string().check(z.regex(/^\d{9,11}(?:\.\d+)?$/)),
  text,
  subtype: text,
  user: text,
  username: text,
  user_profile: z.optional(z.nullable(z.looseObject({real_name: text, display_name: text, name: text}))),
  bot_profile: z.optional(z.nullable(z.looseObject({name: text}))),
  attachments: z.optional(z.nullable(z.array(z.looseObject({fallback: text, text, title: text})))),
  files: z.optional(z.nullable(z.array(z.looseObject({name: text, title: text})))),
})
type SlackMessage = z.infer<typeof slackMessage>

const unsaid = new Set(['channel_join', 'channel_leave', 'group_join', 'group_leave', 'tombstone'])

/** What was said in a channel, by whom; people who only came or went are left out. All of it is internal. */
export function slackEvents(messages: readonly SlackMessage[]): ToldEvent[] {
  const people = new Map(
    messages.flatMap(message => {
      const name = nameOf(message)
      return message.user && name ? [[message.user, name] as const] : []
    }),
  )
  return messages.flatMap(message => {
    const told = plainText(saidIn(message), people).trim()
    if (told === '' || unsaid.has(message.subtype ?? '')) return []
    const who = (message.user ? people.get(message.user) : undefined) ?? nameOf(message) ?? message.user
    return [
      {
        time: new Date(Math.floor(Number(message.ts) * 1000)).toISOString(),
        ...(who ? {who} : {}),
        text: told,
        internal: true,
      },
    ]
  })
}

function nameOf({user_profile: profile, username, bot_profile: bot}: SlackMessage): string | undefined {
  return profile?.display_name || profile?.real_name || profile?.name || username || bot?.name || undefined
}

function saidIn({text, attachments, files}: SlackMessage): string {
  if (text) return text
  const attached = (attachments ?? []).map(one => one.fallback || one.text || one.title || '')
  const given = (files ?? []).map(one => `file ${one.name || one.title || 'without a name'}`)
  return [...attached, ...given].filter(Boolean).join('\n')
}

/** Slack's markup as people see it: names for ids, labels with their links, `&`, `<` and `>`. */
function plainText(markup: string, people: ReadonlyMap<string, string>): string {
  return markup
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) => {
      if (target.startsWith('@')) return `@${people.get(target.slice(1)) ?? (label || target.slice(1))}`
      if (target.startsWith('#')) return `#${label || target.slice(1)}`
      if (target.startsWith('!')) return `@${label?.replace(/^@/, '') || target.slice(1).split('^')[0]}`
      return label && label !== target ? `${label} (${target})` : target
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
