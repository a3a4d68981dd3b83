import {inputKey} from '../../model/input.ts'
import type {LintDocument} from '../lint/document.ts'
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

/** Who is at work here, which may well be meant. */
const ofTheOperator = /^(?:USER|LOGNAME|PWD|OLDPWD|RANDOM|SECONDS)$/
const shell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k|a)?sh$/

export const earlyExpansion: Rule = {
  id: 'early-expansion',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a variable expands here that is meant for elsewhere',
  why: "The shell at hand replaces `$DATABASE_URL` before `railway run`, `ssh` or `kubectl exec` begins: by the value here, often an empty one or another environment’s. `railway run sh -c '… $DATABASE_URL …'` carries it over.",
  examples: [
    {text: '# Look\n\n```bash\nrailway run sh -c \'psql "$DATABASE_URL"\'\n```\n', says: []},
    {text: '# Look\n\n```bash\nHOST=web-1\nssh "$HOST" uptime\n```\n', says: []},
    {text: '# Look\n\n```bash\nfor DIR in a b; do ssh web-1 "ls $DIR"; done\n```\n', says: []},
    {
      text: '---\nrunbook:\n  inputs:\n    dir: {prompt: Directory to look at}\n---\n\n# Look\n\n```bash\nssh web-1 "ls $DIR"\n```\n',
      says: [],
    },
    {text: '# Look\n\n```bash\nDIR=/srv\n```\n\n```bash\nssh web-1 "ls $DIR"\n```\n', says: []},
    {text: '# Look\n\n```bash\nkubectl exec db-0 -- psql -c "TABLE $NAME"\n```\n', says: []},
    {
      text: '# Look\n\n```bash\nssh web-1 "DIR=/srv; ls $DIR"\n```\n',
      says: [
        '4:25 Unexpected `$DIR`, which expands before `ssh` begins, expected it in single quotes for a shell there',
      ],
    },
    {
      text: '# Look\n\n```bash\ndocker exec web sh -c "ls $DATA_DIR"\n```\n',
      says: [
        '4:27 Unexpected `$DATA_DIR`, which expands before `docker exec` begins, expected it in single quotes for a shell there',
      ],
    },
    {
      text: '# Look\n\n```bash\nrailway run psql $DATABASE_URL\n```\n',
      says: [
        '4:18 Unexpected `$DATABASE_URL`, which expands before `railway run` begins, expected it in single quotes for a shell there',
      ],
    },
    {
      text: '# Look\n\n```bash\n# 1. Connect\nrailway run psql $DATABASE_URL\n\n# 2. Count\nSELECT count(*) FROM users;\n```\n',
      says: [
        '5:18 Unexpected `$DATABASE_URL`, which expands before `railway run` begins, expected it in single quotes for a shell there',
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
    const told = new Set<number>()
    const local = knownHere(document)
    for (const step of document.blocks) {
      for (const command of document.commands(step)) {
        for (const {name} of command.assignments) set.add(name)
        const carried = carriedBy(command)
        if (!carried) continue
        for (const {word, name, start, end} of variablesIn(carried.words)) {
          // a word of its own may be meant to be given from here: `redis-cli -a $REDIS_PASSWORD`
          const script = /\s/.test(word.value)
          const unset = () =>
            step.block.variables.includes(name) && !local.has(inputKey(name)) && !ofTheOperator.test(name)
          const meant =
            injects.test(carried.name) ||
            (script && (ofTheServer.test(name) || (readByShell(carried) && unset())))
          if (set.has(name) || !meant) continue
          // what one client is given in several blocks holds its command more than once
          const place = document.placeIn(step, start, end)
          if (place && told.has(place.start.offset)) continue
          if (place) told.add(place.start.offset)
          say(
            `Unexpected \`$${name}\`, which expands before \`${carried.name}\` begins, expected it in single quotes for a shell there`,
            place,
          )
        }
      }
      for (const name of step.block.assigns) set.add(name)
    }
  },
}

/** The names of what the document itself sets or asks for: their values here are meant. */
function knownHere({blocks, runbook}: LintDocument): Set<string> {
  const {inputs, secrets, databases} = runbook.settings
  const urls = Object.values(databases).map(({url = ''}) => url.replaceAll(/[${}]/g, ''))
  const set = blocks.flatMap(({block: {assigns, attributes}}) => [
    ...assigns,
    ...[attributes.capture, attributes.captureSecret].filter(name => name !== undefined),
  ])
  return new Set([...Object.keys(inputs), ...secrets, ...urls, ...set].map(inputKey))
}

/** Whether a shell there would expand what is left to it. */
function readByShell({name, words}: {name: string; words: readonly ShellWord[]}): boolean {
  return wrapperOf(name)?.joined === true || words.slice(0, 3).some(({value}) => shell.test(value))
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
