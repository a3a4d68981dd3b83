import type {Rule} from '../lint/rule.ts'
import type {ShellCommand, ShellWord} from '../lint/shell-command.ts'
import {wrapperOf} from '../shell/commands/wrappers.ts'

/** They give the command an environment of its own, which is what a variable in it is meant to be from. */
const injects =
  /^(?:railway run|railway ssh|heroku run|doppler run|infisical run|op run|dotenvx run|teller run|varlock run|chamber exec|aws-vault exec|fly ssh console|flyctl ssh console|kamal app exec)$/
const elsewhere =
  /^(?:ssh|kubectl exec|oc exec|oc rsh|docker exec|podman exec|docker compose exec|docker-compose exec|heroku run|aws ecs execute-command|gcloud compute ssh)$/
/** What a server or container sets for itself. */
const ofTheServer =
  /^(?:HOSTNAME|DATABASE_URL|REDIS_URL|MONGO(?:DB)?_UR[IL]|AMQP_URL|PG(?:USER|PASSWORD|DATABASE|HOST|DATA)|(?:POSTGRES|MYSQL|MARIADB|MONGO_INITDB|REDIS|RABBITMQ|KAFKA|ELASTIC)_\w+|JAVA_HOME|JAVA_OPTS|SECRET_KEY_BASE|NODE_ENV|RAILS_ENV)$/

export const earlyExpansion: Rule = {
  id: 'early-expansion',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a variable expands here that is meant for elsewhere',
  why: "The shell at hand replaces `$DATABASE_URL` before `railway run`, `ssh` or `kubectl exec` begins: by the value here, often an empty one or another environment’s. `railway run sh -c '… $DATABASE_URL …'` carries it over.",
  examples: [
    {text: '# Look\n\n```bash\nrailway run sh -c \'psql "$DATABASE_URL"\'\n```\n', says: []},
    {text: '# Look\n\n```bash\nHOST=web-1\nssh "$HOST" uptime\n```\n', says: []},
    {
      text: '# Look\n\n```bash\nrailway run psql $DATABASE_URL\n```\n',
      says: [
        '4:18 Unexpected `$DATABASE_URL`, which expands before `railway run` begins, expected it in single quotes for a shell there',
      ],
    },
    {
      text: '# Look\n\n```bash\nkubectl exec db-0 -- sh -c "psql -U $POSTGRES_USER"\n```\n',
      says: [
        '4:37 Unexpected `$POSTGRES_USER`, which expands before `kubectl exec` begins, expected it in single quotes for a shell there',
      ],
    },
  ],
  check(document, say) {
    const set = new Set<string>()
    for (const step of document.blocks) {
      for (const command of document.commands(step)) {
        for (const {name} of command.assignments) set.add(name)
        const carried = carriedBy(command)
        if (!carried) continue
        for (const {word, name, start, end} of variablesIn(carried.words)) {
          // a word of its own may be meant to be given from here: `redis-cli -a $REDIS_PASSWORD`
          const meant = injects.test(carried.name) || (ofTheServer.test(name) && /\s/.test(word.value))
          if (set.has(name) || !meant) continue
          say(
            `Unexpected \`$${name}\`, which expands before \`${carried.name}\` begins, expected it in single quotes for a shell there`,
            document.placeIn(step, start, end),
          )
        }
      }
      for (const name of step.block.assigns) set.add(name)
    }
  },
}

function variablesIn(words: readonly ShellWord[]) {
  return words.flatMap(word => word.variables.map(variable => ({...variable, word})))
}

/** The command that is run elsewhere, without the words that say where. */
function carriedBy({words}: ShellCommand): {name: string; words: ShellWord[]} | undefined {
  const [program] = words
  if (!program) return undefined
  for (let length = 3; length > 0; length--) {
    const plain = words.filter(({value}) => !value.startsWith('-')).slice(0, length)
    const name = plain.map(({value}) => value).join(' ')
    if (!injects.test(name) && !elsewhere.test(name)) continue
    const wrapper = wrapperOf(name.replace('docker-compose', 'docker compose'))
    const values = new Set(wrapper?.values?.split(/\s+/))
    const from = words.indexOf(plain.at(-1)!) + 1
    const dashes = words.findIndex(({value}, index) => index >= from && value === '--')
    if (dashes !== -1) return {name, words: words.slice(dashes + 1)}
    let skip = wrapper?.skip ?? 0
    for (let at = from; at < words.length; at++) {
      const {value} = words[at]!
      if (values.has(value)) at++
      else if (!value.startsWith('-') && skip-- <= 0) return {name, words: words.slice(at)}
    }
    return undefined
  }
  return undefined
}
