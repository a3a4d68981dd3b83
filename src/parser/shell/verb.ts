const verbs = new Set(
  `delete del destroy drop purge wipe truncate remove rm restart reboot stop shutdown kill terminate rollback revert restore failover
  switchover takeover stepdown drain evict evacuate flush revoke cancel uninstall undeploy unpublish teardown takedown nuke obliterate
  decommission deprovision deallocate reset prune down undo cleanup erase disable halt poweroff powercycle demote promote deregister
  unregister unload detach dismount disconnect clear expire suspend abort deactivate invalidate overwrite quarantine fence scaledown
  forget retire ban delete_all removal recreate assassinate downgrade zap bounce reinit reformat kick leave unmount umount
  unplug eject unlink unbind unset expunge clobber dissolve recycle reimage switchback failback yank purgedata withdraw
  reinitialize reinitialise reseed supprimer supprime arreter redemarrer restaurer vider effacer detener reiniciar eliminar borrar parar excluir apagar
  stoppen loeschen neustarten wiederherstellen`.split(/\s+/),
)

/** A verb and what it takes, written as one: `removenode`, `dropdb`, `killall`. */
const glued =
  /^(?:delete|del|destroy|drop|purge|wipe|erase|remove|rm|restart|reboot|stop|shutdown|kill|terminate|drain|evict|flush|revoke|cancel|reset|disable|detach|demote|decommission|clear|expire|unmount)_?(?:all|config|lock|lifecycle|policy|disks?|vd|fs|filesystem|nsd|fileset|attr|omapkey|bricks?|osds?|nodes?|db|databases?|dbs|tables?|topics?|hosts?|pods?|users?|servers?|services?|clusters?|instances?|members?|brokers?|volumes?|snapshots?|index|indices|caches?|queues?|keys?|data|logs?|apps?|vms?|site|peers?|replicas?|slots?|jobs?|tasks?|backups?|containers?|machines?|connections?|sessions?|tokens?|certs?|targets?|princ(?:ipal)?s?)$/

/** What is taken and the verb, written as one: `dbreset`, `pgrestore`. */
const gluedBehind =
  /^(?:pg|db|postgres|mysql|mongo|redis|data|cache|cluster)(?:restore|reset|drop|wipe|purge|flush|cleanup|rollback|failover|switchover)$/

/** The word of a name such as `db-restore.yml`, `dropIndex` or `fail-over` that says that something is stopped, deleted or taken back. */
export function endingIn(name: string): string | undefined {
  return /\s|:\/\//.test(name) ? undefined : endingAmong(name.split(/[-_:./=]+|(?<=[a-z])(?=[A-Z])/))
}

/** The first of some words that says so, by itself or with the next: `power` `off`. */
export function endingAmong(words: readonly string[]): string | undefined {
  return words.find(
    (word, i) =>
      endsSomething(word) || (words.length === 1 ? alone.test(word) : twoWords(word, words[i + 1])),
  )
}

/** Whether two words one after the other are such a verb: `power` `off`. */
export function twoWords(word: string, next: string | undefined): boolean {
  return next !== undefined && inTwo.test(`${word} ${next}`)
}

/** Verbs that in a name of several words are more likely something else: `offline-report`. */
const alone = /^(?:offline|pause)$/i

const inTwo =
  /^(?:garbage collect|fail over|switch over|take over|roll back|shut down|tear down|take down|power (?:off|cycle|reset|down)|scale down|step down|bring down|spin down|factory reset|maintenance (?:enable|on|start|enter)|wind down)$/i

/** Whether a word by itself says that something is stopped, deleted or taken back. */
export function endsSomething(word: string): boolean {
  const low = word.toLowerCase()
  return verbs.has(low) || glued.test(low) || gluedBehind.test(low)
}

const changing =
  /^(?:add|create|set|unset|update|edit|enable|put|import|write|apply|new|register|grant|join|init|install|upgrade|rotate|renew|assign|attach|patch|modify|replace|rename|move|push|publish|save|start|exec)(?:$|[-_])/

/** Whether a word that may be a subcommand says, as far as its first verb goes, that something is made or changed. */
export function changesSomething(word: string): boolean {
  return changing.test(word)
}

/** Verbs that an option says of what the whole call does; `--stop-on-error` and `--restore-dir` say something else. */
const strong =
  /^(?:delete|remove|purge|wipe|destroy|erase|obliterate|terminate|zap|decommission|discard|evict|truncate)$/
/** Words that take back or postpone what an option's verb says. */
const bounding =
  /^(?:no|not|non|skip|dont|never|without|on|if|when|before|after|until|ask|confirm|dry|max|min)$/

/** Whether an option says that what it names is taken away, whatever else the call does: `--delete`, `--remove-labels`. */
export function optionTakesAway(option: string): boolean {
  const words = option.toLowerCase().split(/[-_]+/)
  return !words.some(word => bounding.test(word)) && (strong.test(words[0]!) || strong.test(words.at(-1)!))
}

/** Whether the name of a long option says so, with a verb at either end: `--purge-db`, `--server-remove`; `--no-delete` does not. */
export function optionEndsSomething(option: string): boolean {
  const words = option.toLowerCase().split(/[-_]+/)
  if (words.some(word => bounding.test(word))) return false
  return (
    strong.test(words[0]!) ||
    strong.test(words.at(-1)!) ||
    words[0] === 'overwrite' ||
    glued.test(words[0]!) ||
    endsSomething(option)
  )
}
