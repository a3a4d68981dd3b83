import {secretOfAnyone} from './address-rules.ts'
import {exampleRules} from './example-rules.ts'
import {peopleRules} from './people.ts'
import {begins, ends, pattern, type Rule, some} from './rule.ts'
import {varyingRules} from './varying-rules.ts'
import {humpsOf, isMine, isNoun, partsOf} from './vocabulary.ts'

const secret =
  '(?:(?:an?|the|some|new|my|strong|secure|super|very|old)[_-]){1,3}(?:secret[_-])?(?:password|passwd|secret|token|passphrase)'
const password = '(?:password|passwd|pwd|pass|contraseña|senha|motdepasse)'
const far = '(?:remot[eoa]|distante?|destin(?:o|ation)|orig[ei]n|ziel|cible|source)'
const place = `(?:${some}[_-])?(?:host|hostname|server|serveur|servidor|rechner|ip|machine|maquina|node|vm|remote|bastion)(?:-ip|-name|[_-]${far})?`

/** `SomePool`, `existing_host`: what stands before a kind of thing where nothing real is called so; not the key of a setting. */
export const anyOfAKind: Rule = {
  hint: 'some|any|existing|dummy|sample',
  pattern: pattern(
    String.raw`${begins}(?:(?:[Ss]ome|[Aa]ny|[Ee]xisting|Dummy|Sample)(?:\p{Lu}\p{Ll}{1,20}){1,3}|existing(?:[_-]\p{Ll}{2,20}){1,3}|EXISTING(?:_\p{Lu}{2,20}){1,3})\d?${ends}(?!["']?\s*[:=(])`,
  ),
  holds: text => {
    const word = text.replace(/\d$/, '')
    return isNoun((/[_-]/.test(word) ? partsOf(word) : humpsOf(word)).at(-1) ?? '')
  },
}

const metasyntactic = String.raw`(?:foo|bar|baz|foobar|qux)\d?`
const doing =
  '(?:delete|remove|drop|kill|restore|restart|stop|purge|evict|revoke|terminate|destroy|supprimer|effacer)'

/** Whether a word stands for any word at all. */
export function isMetasyntactic(word: string): boolean {
  return new RegExp(`^${metasyntactic}$`).test(word)
}

/** Stand-ins that are valid values too, which some document may mean. */
export const plausibleRules: Rule[] = [
  ...exampleRules,
  secretOfAnyone,
  ...peopleRules,
  ...varyingRules,
  anyOfAKind,
  // `my-image`, `example-pod`, `mon-serveur`, `prod-some-bucket`; a monitor of Ceph is `mon-a`
  {
    hint: 'my|(?:mon|ma|mes|some|any|sample|example|dummy)[_-]',
    pattern: pattern(
      String.raw`${begins}(?!mon-\p{L}?\d{0,3}${ends})(?:(?:my|mon|ma|mes|some|any|sample|example|dummy|MY|SOME|EXAMPLE|DUMMY)[_-]${some}|my\p{L}{2,40}\d?|[\p{L}\p{N}-]{1,30}-some-[\p{L}\p{N}-]{1,30})${ends}`,
    ),
    holds: text => !/^my[\p{L}\d]+$/u.test(text) || isMine(text),
  },
  // the same in other languages: `mi_base_de_datos`, `meu-servidor`, `meinedatenbank`
  {
    hint: '(?:mi|meu|minha|meine?|mio|mia)[_-]',
    pattern: pattern(String.raw`${begins}(?:mi|meu|minha|meine?|mio|mia)[_-]${some}${ends}`),
    holds: text => partsOf(text).some(part => isNoun(part) || /^(?:base|bd|datos|dados)$/.test(part)),
  },
  {
    hint: String.raw`(?:mi|meu|minha|meine?|mon|ma)(?:base|ba?n?co|bd|datenb|serv|app|pro[yj]|cont|imag|dom|tab)`,
    pattern: pattern(
      String.raw`${begins}(?:mi|meu|minha|meine?|mon|ma)(?:base(?:de(?:datos|dados|donnees))?|banco(?:dedados)?|bdd?|datenbank|servidor|serveur|server|app|proyecto|projeto|projet|projekt|conteneur|contenedor|container|imagen|imagem|image|dominio|domaine|tabla|tabela|tabelle)${ends}`,
    ),
  },
  {
    hint: '(?:base|banco)[_-]d[eo][_-]da|base[_-]de[_-]donn',
    pattern: pattern(
      String.raw`${begins}(?:(?:nov|nuev)[ao][_-]|nouvelle[_-]|otra[_-]|outra[_-])?(?:base[_-]de[_-](?:datos|dados|donn[eé]es)|banco[_-]de[_-]dados)${ends}`,
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
  // `def456`, `789ghij`, `1a2b3c4`: letters and digits that count up, as no commit does
  {
    hint: 'def-?456|ghi-?789|xyz-?(?:789|123)|(?:123|456|789)(?:abc|def|ghi)|1a2b3c',
    pattern: pattern(
      String.raw`${begins}(?:(?:def-?456|ghi-?789|xyz-?(?:789|123))[a-z\d]{0,3}|(?:123abc|456def|789ghi)[a-z\d]{0,4}|1a2b3c(?:4(?:d(?:5(?:e(?:6f?)?)?)?)?)?)${ends}`,
    ),
  },
  // `ABCDEFGH`, `abcdefgh12`: the alphabet from its beginning
  {
    hint: 'abcdefg',
    pattern: pattern(
      `${begins}abcdefg(?:h(?:i(?:j(?:k(?:l(?:m(?:n(?:op?)?)?)?)?)?)?)?)?\\d{0,10}${ends}(?!\\.\\p{L})`,
      'giu',
    ),
  },
  // `host1:7000`, `host1,host2`: several of what has no name
  {
    hint: String.raw`host\d`,
    pattern: pattern(String.raw`(?<![\p{L}\p{N}_.$\0@/-])host[1-9](?=[:,]|["']?$)`),
  },
  // `machine1,machine2`: a list of what has no name
  {
    hint: String.raw`(?:host|machine|server|name|ip|user|file|table|topic|bucket|value)1,`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$\0@/-])((?:host|machine|server)(?:name)?|ip|user(?:name)?|file(?:name)?|table|topic|bucket|value)1(?:,\1[2-9]){1,8}(?![\p{L}\p{N}_:-])`,
    ),
  },
  // `-u user:password`, `-u elastic:password`
  {
    hint: ':(?:pass|pwd|senha|contras)',
    pattern: pattern(
      String.raw`(?<=^["']?)(?:user|username|usuario|login|utilisateur):${password}(?=["']?$)|(?<=^["']?[\p{L}\p{N}_.@-]{1,40}:)${password}(?=["']?$)`,
    ),
  },
  // `"Your Name"`, `"Authorization: Bearer token"`
  {
    hint: 'your |bearer ',
    pattern: pattern(
      String.raw`(?<=^["'])[Yy]our(?: [\p{L}\p{N}]{1,20}){1,5}(?=["']$)|(?<=Bearer )(?:token|jwt|access[-_]token|api[-_]?key)(?=["']?$)`,
    ),
  },
  // `https://hostname:8443/`
  {
    hint: String.raw`:\/\/(?:host|ip|domain|fqdn|server-)`,
    pattern: pattern(
      String.raw`(?<=:\/\/)(?:host|hostname|ip|ip-?address|domain|fqdn|server-(?:ip|name))(?=[:\/"']|$)`,
    ),
  },
  // `--bootstrap-server host:9092`
  {
    hint: '(?:host|broker|server|ip):(?:port|9092)',
    pattern: pattern(
      `(?<=^["']?|=|,|:\\/\\/)(?:(?:host|hostname|broker|server|ip):port|(?:host|hostname|ip)(?=:9092))(?=[:,"'/]|$)`,
    ),
  },
  // `prometheus-xyz`, `web-7d4b9c6f8-abcde`: what a program numbers, as nobody's program did
  {
    hint: 'xyz|[_-](?:abc|a1b2c3)',
    pattern: pattern(
      String.raw`${begins}(?<!\.)(?:[\p{L}\p{N}][\p{L}\p{N}_-]{0,60}-)?(?:xyz|XYZ)(?:-?\d{1,5})?${ends}|${begins}[a-z][a-z\d-]{1,60}-(?:abcde|abcdef|abc12|abc123|a1b2c3?|a1b2c3d4e?5?)(?:-[a-z\d]{5})?${ends}`,
    ),
  },
  // `node-x`: one of several
  {
    hint: '-[xyn]',
    pattern: pattern(
      `${begins}(?:node|host|server|worker|master|vm|pod|instance|replica|shard|broker|db|web)-[xyn]${ends}`,
    ),
  },
  // `kubectl label node web key=value`
  {
    hint: '=(?:value|val|VALUE)',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$%\0\\.-])(?:key|name|label|property|option|param(?:eter)?|variable|var|field|tag|KEY|NAME|LABEL|VAR)\d?=(?:value|val|VALUE)\d?${ends}`,
    ),
  },
  // `openssl req -key domain.key`
  {
    hint: String.raw`domain\.`,
    pattern: pattern(
      String.raw`${begins}(?<![./])(?:your|my)?domain\.(?:key|csr|crt|cer|pem|p12|pfx)${ends}`,
    ),
  },
  // `psql shop < infile`
  {
    hint: '(?:in|out|put|source|dump|backup)[-_]?file',
    pattern: pattern(
      String.raw`(?<=^["']?)(?:(?:in|out|input|output|source)[-_]?file|(?:in|out|input|output|dump|backup)[-_]?file[-_]?name)(?:\.(?:sql|gz|sql\.gz|dump|txt|csv|json|bak|tar|tar\.gz|tgz))?(?=["']?$)`,
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
    hint: '(?:user|name|utilisateur|usuario|benutzer|utente|gebruiker)@',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$\0:-])(?:user|username|utilisateur|usuario|benutzer|utente|gebruiker)@${place}${ends}`,
    ),
  },
  {
    hint: String.raw`(?:org|ation|owner|user|name|company)\/(?:repo|image|app|project)`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$\0.-])(?:org|organi[sz]ation|owner|user|username|company)\/(?:repo|repository|image|app|project|repo-name|app-name)(?::(?:tag|version|latest))?${ends}`,
    ),
  },
]
