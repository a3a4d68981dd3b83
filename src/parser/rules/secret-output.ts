import {isSecretName} from '../../model/secret.ts'
import type {Rule} from '../lint/rule.ts'
import type {ShellCommand} from '../lint/shell-command.ts'
import {isGiver} from '../shell/secret-given.ts'

/** Commands that print secrets among other things, by their leading words without options. */
const printing: RegExp[] = [
  /^(?:env|printenv|set|export -p)$/,
  /^railway (?:variables|variable|vars)(?: (?:list|get)\b.*)?$/,
  /^heroku config(?:$| get)/,
  /^(?:fly|flyctl) ssh console -C env$/,
  /^kubectl .*\bget secrets?\b.*(?: -o ?=?(?:yaml|json)|--output[= ](?:yaml|json))/,
  /^vault (?:kv get|read)\b/,
  /^doppler secrets\b/,
  /^(?:cat|less|more|head|tail) (?:.*[ /])?\.env(?:\.[\w.]+)?$/,
  /^terraform output\b.*-json/,
]

/** Goes on, right behind a command, to programs that print what it gave them, the last of which ends the line. */
const decodes =
  /^(?:(?:[ \t]|\\\r?\n)*\|(?:[ \t]|\\?\r?\n)*(?:base64[ \t]+(?:-d|-D|--decode)|(?:cat|less|more)|jq[ \t][^|\n>()]*(?:SecretString|@base64d)[^|\n>()]*))+[ \t]*(?:[;#\n]|&&|$)/

export const secretOutput: Rule = {
  id: 'secret-output',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a command prints secrets',
  why: 'What a block prints is on the screen, perhaps a shared one, and in the record of the run. Values are masked there by what is known of them, their shape and their names, which cannot find all. `capture-secret` keeps the value without showing it; often a list of the names is enough.',
  examples: [
    {
      text: '---\nrunbook:\n  owner: web\n---\n\n# Look\n\n```bash {capture-secret=url}\nheroku config:get DATABASE_URL\n```\n',
      says: [],
    },
    {text: '# Look\n\n```bash\nexport TOKEN="$(vault kv get -field=token ci/web)"\n```\n', says: []},
    {
      text: '# Look\n\n```bash\nheroku config:get DATABASE_URL 2> /dev/null\n```\n',
      says: ['4:1 Unexpected command that prints secrets, expected `capture-secret`, or only their names'],
    },
    {
      text: "# Look\n\n```bash\nkubectl get secret db -o jsonpath='{.data.url}' | base64 -d\n```\n",
      says: ['4:1 Unexpected command that prints secrets, expected `capture-secret`, or only their names'],
    },
    {
      text: "# Look\n\n```bash\nkubectl get secret db -o json | jq '.data | keys'\nurl=$(kubectl get secret db -o jsonpath='{.data.url}' | base64 -d)\nkubectl get secret db -o jsonpath='{.data.url}' | base64 -d | wc -c\n```\n",
      says: [],
    },
    {
      text: '# Look\n\n```bash\necho "$API_TOKEN"\n```\n',
      says: ['4:1 Unexpected command that prints secrets, expected `capture-secret`, or only their names'],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      if (step.block.attributes.captureSecret) continue
      for (const command of document.commands(step)) {
        const decoded = decodes.test(step.block.script.slice(command.end, command.end + 1000))
        if ((command.captured && !decoded) || !prints(command)) continue
        say(
          'Unexpected command that prints secrets, expected `capture-secret`, or only their names',
          document.placeIn(step, command.start, command.words.at(-1)!.end),
        )
      }
    }
  },
}

function prints({words}: ShellCommand): boolean {
  const [program] = words
  if (!program || words.length > 30) return false
  if (/^(?:echo|printf)$/.test(program.value))
    return words
      .slice(1)
      .some(word => word.variables.some(({name}) => isSecretName(name)) && isWhole(word.text))
  const line = words.map(({value}) => value).join(' ')
  if (line.length >= 1000) return false
  const known = withoutEnvironment(line)
  return isGiver(known) || printing.some(pattern => pattern.test(known))
}

/** A variable by itself or in quotes: `${#TOKEN}` or `${TOKEN:0:4}` tells little of it. */
const isWhole = (text: string): boolean => !/\$\{[#!]|\$\{\w+[:%#]/.test(text)

/** Railway's options for where a command applies say nothing about what it prints. */
function withoutEnvironment(line: string): string {
  return line.startsWith('railway ')
    ? line.replaceAll(/ (?:--environment|-e|--service|-s)[ =]\S+/g, '')
    : line
}
