import {late} from '../late.ts'

/** Words that send their reader into a session, and what that is. */
export interface Into {
  pattern: () => RegExp
  /** One is asked to go there, and not only told where one is. */
  goes: boolean
  /** It reads a language of its own, not a shell's. */
  program: boolean
}

const clause = String.raw`(?:^|[.!:;]\s+|,\s+(?:then |and )?|\b(?:then|now|puis|ensuite|next),?\s+)`
/** A clause that asks for something; `To open a console, run:` says what a command is for. */
const begins = String.raw`(?:^|[.!:;,(]\s+|\b(?:and|then|now|please|et|puis|ensuite|first)\s+)`
const ends = String.raw`(?=\s*(?:[:,(…]|\.\.\.|$|run\b|execute\b|type\b|do\b|lance|exécute|tape))`

const client =
  '(?:psql|mysql|mariadb|sqlite3|redis-cli|valkey-cli|mongosh|mongo|cqlsh|sqlplus|irb|pry|iex|ipython|tinker|etcdctl shell|rabbitmqctl shell)'
const language =
  '(?:rails|django|flask|laravel|symfony|python|ruby|node(?:\\.?js)?|php|scala|spark|elixir|erlang|groovy|jenkins script|redis|valkey|mongo(?:db)?|postgres(?:ql)?|mysql|mariadb|sqlite|cassandra|oracle|sql|clickhouse|influx(?:db)?|neo4j|cypher|u-boot|grub|bios|uefi|idrac|ilo|ipmi)'
const prompt = '(?:console|shell|prompt|client|repl|interpreter|command line|cli|session|invite)'
const tool = String.raw`["'“«]?\s?(?:${client}>?(?: ${prompt})?|${language}>? ${prompt}|(?:console|shell|client|session|prompt|invite) (?:de |d['’]|du )?(?:${client}|${language}))\s?["'”»]?`
const any = String.raw`(?:(?:the|a|an|your|this|that|le|la|l['’]|un|une|votre|ce|cette)\s?)?(?:(?:remote|production|prod|staging|interactive|live) )?`

const rescue = '(?:rescue|recovery|single[- ]?user|emergency|maintenance|live|secours|récupération)'
const system = '(?:mode|system|shell|console|environment|os|image|cd|usb|iso|système)'
const carried =
  '(?:aws )?(?:ssm|session manager|systems manager|cloud ?shell|ssh|serial|remote|rescue|recovery|bastion|telnet|switch|router|firewall)'
const session = '(?:session|shell|console|terminal|prompt|connection|cli)'
/** A machine by its name, which ends in a number: not a service or a format whose name does. */
const host = String.raw`["'“«]?(?!(?:auth|oauth|ec|s|k|k3|eks|route|web3|v|r|d|http|python|l|x|h|step|day)[-]?\d+\b(?!-\w))(?:\w+@)?[a-z][a-z]*(?:[-.]?[a-z\d]+)*?-?\d{1,3}(?:\.[a-z][\w.-]*)?["'”»]?(?![\w/])`
const machine = String.raw`(?:the|a|an|your|each|every|any|that)\s(?:[\w.\-'’/]+ ){0,3}?(?:servers?|hosts?|machines?|nodes?|bastion|box|vms?|instances?|containers?|pods?|replicas?|primary|standby)\b(?![\w-]| (?:registry|console|ui|page|dashboard|api))`
const by = '(?:an? |the |une? |la |le )?'

/** Programs, rescue systems and carried sessions; machines by their name. */
export const into: readonly Into[] = [
  said(
    `${clause}(?:in(?:side)?|within|from|dans|depuis) (?:that|the (?:new|resulting|opened|remote)|ce nouveau|cette nouvelle) (?:ssh |remote |psql |sql )?(?:shell|session|prompt|console)${ends}`,
    {},
  ),
  said(
    String.raw`${clause}(?:(?:once|after|when) (?:you(?:['’]ve| have| are|['’]re)? )?(?:(?:been )?logged[- ]?(?:back )?(?:in|on)|logging[- ]?(?:back )?(?:in|on)|connected|connecting)|une fois (?:connecté\(?e?\)?|logué))(?: (?:as|en tant que) [\w-]+)?${ends}`,
    {},
  ),
  said(
    `${clause}(?:(?:once )?(?:in(?:side(?: of)?)?|within|from(?: within| inside)?|at)|(?:une fois )?(?:dans|depuis|à)) ${any}${tool}${ends}`,
    {program: true},
  ),
  said(
    String.raw`\b(?:run|execute|type|issue|enter|exécute[rz]|lance[rz]|tape[rz]) (?:(?:the|this|these|that|it|following|below|commands?|quer(?:y|ies)|statements?|sql|la|les|ceci|cette|ces|suivante?s?|commandes?|requêtes?) ?)*(?: ?(?:in|inside|within|from|at|dans|depuis|à)) ${any}${tool}(?=\s*(?:[:,.(]|$))`,
    {program: true},
  ),
  said(
    String.raw`${begins}(?:open|start|launch|enter|get(?: into)?|go (?:in)?to|drop into|ouvr(?:ez|ir)|lance[rz]) ${any}${tool}(?=\s*(?:[:,.(]|$|and\b|then\b|et\b|puis\b|on\b|in\b))`,
    {program: true, goes: true},
  ),
  said(
    String.raw`${begins}(?:(?:re)?boot|(?:re)?start|boote[rz]|(?:re)?démarre[rz])(?: (?:the |le |la |it |ta |votre )?[\w.-]+){0,3}? (?:in ?to|in|with|from|to|en|sur|dans) (?:the |a |le |la |un )?(?:mode )?${rescue}(?:[- ]?${system})?\b`,
    {goes: true},
  ),
  said(
    `${clause}(?:(?:once )?(?:in|on|from(?: within)?|inside|within|at)|(?:dans|depuis|sur|en)) (?:the |a |le |la |un )?(?:mode )?${rescue}[- ]?(?:${system})?${ends}`,
    {},
  ),
  said(
    `${clause}(?:in|from|inside|within|at|on|via|through|over|using|with|dans|depuis|via|par) ${by}(?:${carried} ${session}|session (?:ssm|ssh|distante)|shell distant)${ends}`,
    {},
  ),
  said(
    String.raw`${begins}(?:open|start|launch|establish|begin|get|ouvr(?:ez|ir)|démarre[rz]) ${by}(?:new )?(?:${carried} ${session}|session (?:ssm|ssh|distante)|shell distant)\b`,
    {goes: true},
  ),
  said(
    String.raw`${begins}connect(?:ing)?(?: to [\w.-]+(?: [\w.-]+){0,3}?)? (?:via|with|using|by|through|over) (?:aws )?(?:ssm|session manager|the serial console)\b`,
    {goes: true},
  ),
  said(
    `${clause}(?:after|once|when) (?:you(?:['’]ve| have| are|['’]re)? )?(?:(?:been )?logg(?:ing|ed)[- ]?(?:back )?(?:on|in)|connect(?:ing|ed)|ssh(?:ing|['’]?ed)|sign(?:ing|ed)[- ]in)[- ]?(?: ?in)?(?: ?(?:to|onto|on))? (?:(?:host|node|server) )?(?:${machine}|${host})[^.:;,(]{0,40}${ends}`,
    {},
  ),
  said(
    String.raw`${begins}(?:log ?(?:back )?(?:in|on)(?: as \w+)?(?: ?(?:to|on|onto))?|connect(?: as \w+)? to|(?:se )?connecte[rz](?:-vous|-toi)? (?:à|sur)) (?:(?:host|node|server) )?${host}(?=\s*(?:[:,.(]|$|and\b|then\b|et\b|puis\b|as\b|run\b))`,
    {goes: true},
  ),
  said(
    String.raw`(?<!^|[.!:;,]\s+)\b(?:to (?:get|open|obtain|start)|pour (?:obtenir|ouvrir)) (?:an? |un |une )(?:[\w-]+ ){0,2}?(?:shell|bash|prompt|invite)(?: (?:in|on|into|inside|dans|sur)(?: [\w.-]+){1,4}?)?(?=\s*(?:[:,.;(]|$|and\b|then\b|et\b|puis\b))`,
    {goes: true},
  ),
]

/** What each of them needs: a program, a prompt, a rescue system, or that one connects. Most texts hold none. */
export const mayLeadInto = late(
  `${client}|${prompt}|${rescue}|terminal|connect|log(?:g|u| ?(?:back )?(?:in|on))|ssh|sign|bash`,
  'i',
)

function said(pattern: string, {goes = false, program = false}: Partial<Into>): Into {
  return {pattern: late(pattern, 'giu'), goes, program}
}
