import {begins, ends, pattern, type Rule, some} from './rule.ts'
import {isMine} from './vocabulary.ts'

const secret =
  '(?:(?:an?|the|some|new|my|strong|secure|super|very|old)[_-]){1,3}(?:secret[_-])?(?:password|passwd|secret|token|passphrase)'
const place = `(?:${some}[_-])?(?:host|hostname|server|serveur|ip|machine|node|vm|remote|bastion)(?:-ip|-name)?`

const metasyntactic = String.raw`(?:foo|bar|baz|foobar|qux)\d?`
const doing =
  '(?:delete|remove|drop|kill|restore|restart|stop|purge|evict|revoke|terminate|destroy|supprimer|effacer)'

/** Whether a word stands for any word at all. */
export function isMetasyntactic(word: string): boolean {
  return new RegExp(`^${metasyntactic}$`).test(word)
}

/** Stand-ins that are valid values too, which some document may mean. */
export const plausibleRules: Rule[] = [
  // `my-image`, `example-pod`, `mon-serveur`, `prod-some-bucket`
  {
    hint: 'my|(?:mon|ma|mes|some|sample|example|dummy)[_-]',
    pattern: pattern(
      String.raw`${begins}(?:(?:my|mon|ma|mes|some|sample|example|dummy|MY|SOME|EXAMPLE|DUMMY)[_-]${some}|my\p{L}{2,40}\d?|[\p{L}\p{N}-]{1,30}-some-[\p{L}\p{N}-]{1,30})${ends}`,
    ),
    holds: text => !/^my[\p{L}\d]+$/u.test(text) || isMine(text),
  },
  // addresses and domains that are kept for examples
  {
    hint: String.raw`1\.2\.3\.4|192\.0\.2|198\.51\.100|203\.0\.113`,
    pattern: pattern(
      String.raw`${begins}(?:1\.2\.3\.4|(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3})(?![\p{N}.])`,
    ),
  },
  {
    hint: String.raw`ex[ae]mple\.|domain\.`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$\0@-])(?:[\p{L}\p{N}_.+-]{1,60}@)?(?:[\p{L}\p{N}_-]{1,60}\.){0,6}(?:(?:example|exemple)\.(?:com|org|net|fr|edu|io)|(?:my)?domain\.(?:com|tld))(?![\p{L}\p{N}-])`,
    ),
  },
  {
    hint: 'foo|ba[rz]|qux',
    pattern: pattern(`${begins}${metasyntactic}${ends}`),
  },
  // `pod_to_delete`, `delete-me`: named after what the reader is about to do; `files_to_delete` may be a list
  {
    hint: '[_-](?:to[_-]|me)',
    pattern: pattern(
      String.raw`${begins}(?!(?:ready|about|safe|due|marked|time|how|what)[_-])(?:${some}[\p{L}\p{N}](?<!\p{L}[^s]s)[_-]to[_-]${doing}|${doing}[_-]me)${ends}(?!\.\p{L}|["']?\s*[=:(])`,
      'giu',
    ),
  },
  // what counts up, and words for secrets
  {
    hint: '12345|987654',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$%\0:-])(?:12345(?:6(?:7(?:8(?:9(?:0(?:12?)?)?)?)?)?)?|987654(?:3(?:2(?:10?)?)?)?)(?![\p{L}\p{N}_.-])`,
    ),
  },
  {
    hint: 'abc|[_-](?:secret|passw|token|passphrase)',
    pattern: pattern(String.raw`${begins}(?:abc-?123[\p{L}\p{N}]{0,20}|abcd?1234|${secret}(?!\.))${ends}`),
  },
  // people who stand for any
  {
    hint: String.raw`first|prenom|user\.name|doe`,
    pattern: pattern(
      String.raw`${begins}(?:(?:first|firstname|prenom)\.(?:name|last|lastname|nom)|user\.name(?=[@/])|j(?:ohn|ane)[._-]?doe|jdoe)${ends}`,
    ),
  },
  // `host1:7000`, `host1,host2`: several of what has no name
  {
    hint: String.raw`host\d`,
    pattern: pattern(String.raw`(?<![\p{L}\p{N}_.$\0@/-])host[1-9](?=[:,]|["']?$)`),
  },
  // `node-x`: one of several
  {
    hint: '-[xyn]',
    pattern: pattern(
      String.raw`${begins}(?:node|host|server|worker|master|vm|pod|instance|replica|shard|broker|db|web)-[xyn]${ends}`,
    ),
  },
  // accounts and things of a cloud, as its documents number them
  {
    hint: '123456789012|111122223333|444455556666|-0?12345678',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$%\0-])(?:123456789012|111122223333|444455556666)(?![\p{L}\p{N}_-])|${begins}(?:i|vol|snap|sg|ami|vpc|subnet|rtb|eni|igw|eipalloc|nat)-0?12345678[0-9a-f]{0,9}${ends}`,
    ),
  },
  // `s3://bucket/key`
  {
    hint: 's3:|gs:',
    pattern: pattern(String.raw`(?<=\b(?:s3|gs):\/\/)bucket(?:name)?(?=[/"']|$)`),
  },
  // `root@hostname`
  {
    hint: '@(?:host|server|ip|remote)',
    pattern: pattern(
      String.raw`(?<=(?<![\p{L}\p{N}_.-])(?:root|admin|administrator|ubuntu|debian|centos|rocky|fedora|ec2-user|azureuser|opc|pi|ops|deploy|you|me)@)(?:host|hostname|server|server-?ip|remote[_-]?(?:host|server)|ip|ip[_-]?addr(?:ess)?)(?=[:'"]|$)`,
    ),
  },
  // `user@host`, `organization/repository:tag`
  {
    hint: '(?:user|name|utilisateur)@',
    pattern: pattern(String.raw`(?<![\p{L}\p{N}_$\0:-])(?:user|username|utilisateur)@${place}${ends}`),
  },
  {
    hint: String.raw`(?:org|ation|owner|user|name|company)\/(?:repo|image|app|project)`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$\0.-])(?:org|organi[sz]ation|owner|user|username|company)\/(?:repo|repository|image|app|project|repo-name|app-name)(?::(?:tag|version|latest))?${ends}`,
    ),
  },
]
