import {withoutAccents} from '../without-accents.ts'

const nouns = new Set(
  `account address addr alert annotation app application archive arn artifact backup block branch bucket build bundle
  category certificate chart cidr client cluster code column command commit component condition config configmap content connection container context count
  country credential credentials cron cronjob customer daemonset database date datacenter day days db dbname deployment description dest destination
  device digest dir directory disk distribution dns domain dst duration dump email endpoint env environment event expiry field file filename filepath folder
  gateway group guid hash here host hostname hours id ids image index ingress instance interface ip issue issuer job key label limit locale location lock login
  machine message metric migration minutes model mountpoint name namespace names network node ns number object org organisation
  organization owner package page param partition pass passwd password path pattern pid pids pipeline platform plugin pod policy pool port prefix primary
  priority process profile project property provider publication publisher pv pvc query queue range reason record recipient redirection regex region registry release replica
  replicas repo repository request resource revision role root route rule runner schema script seconds secret sequence serial server service
  session sha shard shortname site size slot slug snapshot source src stack stage standby start statefulset status step storageclass subject subnet subscriber
  subscription suffix svc table tag target task team template tenant ticket time timestamp title token topic trigger type uid unit
  uri url user username uuid value var variable vault version view vm volume vpc webhook worker workflow workspace zone
  adresse application archive base chemin cle commande conteneur depot dossier fichier heure hote identifiant jeton mdp motdepasse nom
  numero projet requete sauvegarde secret serveur utilisateur valeur vg lv dataset nodename
  ami bastion broker compartment connector jumphost keyspace keystore nic osd peer rack subnetwork
  archivo carpeta clave contrasena directorio fichero nombre puerto ruta servidor tabla usuario
  arquivo caminho ficheiro nome pasta senha tabela benutzer datei datenbank passwort pfad rechner verzeichnis cartella percorso utente
  basededatos banco conta contenedor conteiner cuenta dominio enlace equipo etiqueta grupo imagen instancia
  maquina puesto recurso red rol sesion sitio valor versao
  dienst domaine domeinnaam servicio servico servizio volumen
  direccion endereco indirizzo anwendung behalter kennwort kunde ordner benutzername dateiname
  catalog channel collection consumer droplet hostgroup keyring listener loadbalancer ocid principal realm space tablespace tenancy thumbprint warehouse
  checksum datastore drive fingerprint vhost flavor fqdn hypervisor keypair link lun mac mailbox mask member netmask nodepool router seed serialnumber vlan wwn`.split(
    /\s+/,
  ),
)

/** Whether a word names a kind of thing to be filled in: `namespace`, `id`, `fichier`. Accents do not count. */
export function isNoun(word: string): boolean {
  return nouns.has(withoutAccents(word).toLowerCase())
}

/** Whether capitals are two such words without anything between them: `STACKNAME`, `VMID`, `NEWDISK`, `TARGETNODE`. */
export function isJoined(word: string): boolean {
  const kind = /^(\p{Lu}{2,})(?:NAME|ID|ADDRESS)$|^(?:ID|OLD|NEW|TARGET|SOURCE)(\p{Lu}{2,})$/u.exec(word)
  const of = kind?.[1] ?? kind?.[2]
  return of !== undefined && (isNoun(of) || /^(?:VOL|SNAP|SNAPSHOT|DRIVE|NAS|CT)$/.test(of))
}

/** The words that capitals set apart: `VolumeGroupName`, `myAKSCluster`, `VGname`. */
export function humpsOf(word: string): string[] {
  return word.match(/\p{Lu}{2,}(?=\p{Lu}\p{Ll}|(?:name|id|ip|path)$)|\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? []
}

/** Whether what stands behind `my` names a kind of thing: `myapp`, `mynodepool`, `MyResourceGroup`; `mykey` is as good as any, and a mail server's `myhostname` is called so. */
export function isMine(word: string): boolean {
  const what = word.replace(/^my|\d$/g, '')
  if (
    /^(?:hostname|networks|origin|destination|key|query|slot|branch|file|script|value|var|type|field|column)$/.test(
      what,
    )
  )
    return false
  if (/\p{Lu}/u.test(what)) return isNoun(humpsOf(what).at(-1) ?? '')
  for (let at = 2; at < what.length - 1; at++)
    if (isNoun(what.slice(0, at).replace(/s$/, '')) && isNoun(what.slice(at))) return true
  return isNoun(what)
}

/** The parts that `-` and `_` join. */
export function partsOf(word: string): string[] {
  return word.split(/[_-]+/).filter(part => part !== '')
}

const leading =
  /^(?:new|old|my|the|an?|some|any|this|that|desired|chosen|affected|target|source|destination|dest|current|previous|other|another|first|second|real|your|full|failed|failing|broken|faulty|unhealthy|missing|stuck|remote|restored?|encrypted|decrypted)$/i
/** What such a thing belongs to: `pg_container_name`, `ecs-cluster-name`. */
const belonging =
  /^(?:pg|psql|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|kafka|k8s|aws|az|azure|gcp|gke|eks|aks|ecs|ec2|rds|s3|iam|ssh|ldap|smtp|git|github|gitlab|docker|helm|vm|vpc|ebs|efs|ecr|alb|elb|lambda|bmc|ipmi|consumer|daemon|stateful|persistent|claim|storage|replication|security|load|balancer|floating|app|backend|frontend|worker|master|slave|replica|physical|logical|virtual|hosted|de|del|do|da|du|des|la|le|el|os?|as?)$/i
/** What says which of several it is. */
const telling =
  /^(?:new|old|this|desired|chosen|affected|source|target|destination|failed|failing|broken|faulty|unhealthy|any|another)$/
/** Last words that hardly anything real is called by; much is called `…-token` or `…-key`. */
const naming =
  /^(?:names?|(?:user|host|file|db|node|bucket|cluster)name|ids?|ip|here|arn|uuid|sha|hash|slug|value|username|email|address|ici)$/i

/** Whether a lower-case word reads as the name of what is missing and of nothing else: `pod-name`, `nom_sauvegarde`. */
export function namesItself(word: string): boolean {
  const parts = partsOf(word.replace(/(?<=name|id)[_-]or[_-]\p{Ll}+$/u, ''))
  if (/\p{Lu}/u.test(word)) return namesItselfInHumps(word)
  if (!/^[\p{Ll}\p{N}_-]+$/u.test(word) || parts.length > 5) return false
  if (parts.length === 1) {
    if (/^(?:new|old)(?:user|file|host|data)?name$|^(?:new|old)(?:password|passwd)$/.test(word)) return true
    const of = /^(.{2,})name$/.exec(word)?.[1] // `username`, `dbname`
    if (of !== undefined) return of !== 'host' && (isNoun(of) || /^(?:vol|vg|lv|snap)$/.test(of))
    const place = /^(.{2,})path$/.exec(word)?.[1] // `vhostpath`
    if (place !== undefined) return isNoun(place) && !/^(?:root|source|src|file|dir|base|class)$/.test(place)
    return /^(?:old|new)(?:disk|drive|node|host|server|device|volume|pool|database|db|table|index|user|owner)\d?$/.test(
      word,
    )
  }
  const [first, last] = [parts[0]!, parts.at(-1)!]
  // not `nom-api-849c455c4-sg9q2`, which is the name of something
  if (/^(?:noms?|nombres?|nome)$/.test(first))
    return (parts.length < 5 || first !== 'nom') && parts.every(part => !/\d./.test(part))
  const tells =
    naming.test(last) ||
    (last === 'path' && /^(?:file|cert|certificate|key|backup|dump)$/.test(parts.at(-2)!)) ||
    (telling.test(first) && isNoun(last))
  const rest = parts.slice(0, -1)
  return (
    tells &&
    rest.every(part => isNoun(part) || leading.test(part) || belonging.test(part)) &&
    (/.name$/.test(last) || rest.some(part => isNoun(part) || leading.test(part)))
  )
}

const which =
  /^(?:head|master|slave|primary|secondary|standby|worker|source|target|destination|new|old|failed|remote|other|first|second)$/
const machine =
  /^(?:Node|Host|Server|Machine|Instance|Database|Disk|Device|Drive|Cluster|Volume|Pool|Bucket)$/

/** `NodeName`, `clusterId`, `VGname`, `PhysicalDevicePath` */
function namesItselfInHumps(word: string): boolean {
  const humps = humpsOf(word)
  if (humps.join('') !== word) return false
  // `masterNode`, `targetHost`: which of several machines
  if (humps.length === 2 && /^[a-z]/.test(word) && which.test(humps[0]!) && machine.test(humps[1]!))
    return true
  if (humps.length < 2 || !/^(?:names?|ids?|ip|here|path)$/i.test(humps.at(-1)!)) return false
  return humps
    .slice(0, -1)
    .every(
      hump =>
        isNoun(hump) || leading.test(hump) || /^(?:physical|logical|virtual|primary|secondary)$/i.test(hump),
    )
}
