import {type Command, forEachChild, type SyntaxNode} from 'unbash'
import {argumentOf} from './argument.ts'
import {goesToFile, wordsBefore} from './command-words.ts'
import {treeOf} from './tree.ts'

/** Commands all of whose output is a secret, by their words, blanks between them. What lists secrets with their names is masked by these. */
const givers: readonly RegExp[] = [
  /^openssl rand\b/,
  /^(?:pwgen|apg|makepasswd|diceware|xkcdpass)\b/,
  /^gpg2? .*--gen-random\b/,
  /^(?:wg genkey|wg genpsk|step crypto rand)\b/,
  /^(?:head|cat|dd|tr|xxd|od|base64) .*\/dev\/u?random\b/,
  /^(?:python3?|node|nodejs|ruby|perl|php) .*\b(?:token_hex|token_urlsafe|token_bytes|randomBytes|SecureRandom|random_bytes|generate_key)\b/,
  /^vault (?:kv get|read) .*-field\b/,
  /^vault (?:print token|token create)\b/,
  /^aws (?:secretsmanager get-secret-value|secretsmanager get-random-password|ecr get-login-password|sts get-session-token|sts assume-role)\b/,
  /^aws ssm get-parameters?\b.*--with-decryption\b/,
  /^gcloud secrets versions access\b/,
  /^gcloud auth (?:application-default )?print-(?:access|identity)-token\b/,
  /^az (?:keyvault secret show|account get-access-token)\b/,
  /^heroku config:get\b/,
  /^(?:op read|pass show|doppler secrets get|gh auth token|secret-tool lookup|argocd account generate-token)\b/,
  /^security find-(?:generic|internet)-password\b.* -\w*w/,
  /^(?:kubectl|oc|k3s kubectl|microk8s kubectl) (?:.* )?get secrets?\b.*(?:jsonpath|go-template|--template)/,
  /^(?:kubectl|oc) (?:.* )?(?:create token|config view .*--raw)\b/,
  /^oc whoami .*(?:-t\b|--show-token\b)/,
  /^kubeadm token create\b/,
  /^docker swarm join-token\b/,
  /^(?:sops (?:-d|--decrypt|decrypt)|ansible-vault (?:view|decrypt --output[= ]-))\b/,
  /^(?:cat|less|more|head|tail) .*(?:\bid_(?:rsa|dsa|ecdsa|ed25519)(?!\.pub)\b|\.key\b|\.p12\b|\.pgpass\b|\.netrc\b)/,
]

/** Whether a script could hold such a command at all. */
const hint =
  /rand|pwgen|apg|passw|diceware|xkcdpass|gen(?:key|psk)|token|SecureRandom|vault|secret|keyvault|sts |config(?::get| view)|op read|pass show|doppler|find-(?:generic|internet)|sops|id_[rde]|\.key|\.p12|\.pgpass|\.netrc|ssm /

/** Programs that hand on what they are given, as it is, in part or in another form. */
const handsOn =
  /^(?:base64|base32|tr|head|tail|cut|fold|jq|yq|awk|gawk|sed|xxd|od|cat|rev|tee|less|more|tac|sort|grep|egrep|python3?|gunzip|gzip|openssl (?:base64|enc))\b/

/** The program, as a person calls it, whose output is a secret and comes to be seen; undefined if none is. */
export function secretGiven(script: string): string | undefined {
  if (!hint.test(script)) return undefined
  let found: string | undefined
  const visit = (node: SyntaxNode) => {
    if (found !== undefined || hidden.has(node.type)) return
    if (node.type === 'Pipeline') {
      const told = node.commands.map(command => (command.type === 'Command' ? lineOf(command) : ''))
      const from = told.findIndex(isGiver)
      const seen = node.commands.every(command => command.type !== 'Command' || !goesToFile(command))
      if (from !== -1) {
        if (seen && told.slice(from + 1).every(line => handsOn.test(line))) found = nameOf(told[from]!)
        return
      }
    }
    if (node.type === 'Command') {
      const line = lineOf(node)
      if (isGiver(line) && !goesToFile(node)) found = nameOf(line)
    }
    forEachChild(node, visit)
  }
  try {
    visit(treeOf(script) as SyntaxNode)
  } catch {} // nested too deeply: it is not run either
  return found
}

/** What these print is taken, or printed only where they are called. */
const hidden = new Set(['CommandExpansion', 'ProcessSubstitution', 'ArithmeticCommandExpansion'])

/** Whether all that a command prints is a secret, by its words. */
export const isGiver = (line: string) => givers.some(one => one.test(line))

/** So many characters of a command are looked at. */
const longest = 1000

function lineOf({name, args, redirects}: Command): string {
  const read = redirects.flatMap(one => (one.type === 'Redirect' && one.operator === '<' ? [one.target] : []))
  const words = [name, ...args, ...read].flatMap(word => (word?.type === 'Word' ? [argumentOf(word)] : []))
  return words
    .slice(wordsBefore(words))
    .map(({value}) => value)
    .join(' ')
    .slice(0, longest)
}

function nameOf(line: string): string {
  const [program = '', ...rest] = line.split(' ')
  const end = rest.findIndex(word => !/^[a-z][a-z:-]*$/.test(word))
  return [program, ...rest.slice(0, end === -1 ? 2 : Math.min(end, 2))].join(' ')
}
