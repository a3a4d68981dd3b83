const verbs = new Set(
  `delete del destroy drop purge wipe truncate remove rm restart reboot stop shutdown kill terminate rollback revert restore failover
  switchover takeover stepdown drain evict evacuate flush revoke cancel uninstall undeploy unpublish teardown takedown nuke obliterate
  decommission deprovision deallocate reset prune down undo cleanup erase disable halt poweroff powercycle demote promote deregister
  unregister unload detach dismount disconnect clear expire suspend abort deactivate invalidate overwrite quarantine fence scaledown
  forget retire ban delete_all removal recreate assassinate downgrade zap bounce reinit reformat kick leave`.split(
    /\s+/,
  ),
)

/** A verb and what it takes, written as one: `removenode`, `dropdb`, `killall`. */
const glued =
  /^(?:delete|del|destroy|drop|purge|wipe|remove|rm|restart|reboot|stop|shutdown|kill|terminate|drain|evict|flush|revoke|cancel|reset|disable|detach|demote|decommission|clear)_?(?:all|nodes?|db|databases?|dbs|tables?|topics?|hosts?|pods?|users?|servers?|services?|clusters?|instances?|members?|brokers?|volumes?|snapshots?|index|indices|caches?|queues?|keys?|data|logs?|apps?|vms?|site|peers?|replicas?|slots?|jobs?|tasks?|backups?|containers?|machines?|connections?|sessions?|tokens?|certs?|targets?|princ(?:ipal)?s?)$/

/** The word of a name such as `db-restore.yml` or `dropIndex` that says that something is stopped, deleted or taken back. */
export function endingIn(name: string): string | undefined {
  return /\s|:\/\//.test(name) ? undefined : name.split(/[-_:./=]+|(?<=[a-z])(?=[A-Z])/).find(endsSomething)
}

/** Whether a word by itself says that something is stopped, deleted or taken back. */
export function endsSomething(word: string): boolean {
  const low = word.toLowerCase()
  return verbs.has(low) || glued.test(low)
}

const changing =
  /^(?:add|create|set|unset|update|edit|enable|put|import|write|apply|new|register|grant|join|init|install|upgrade|rotate|renew|assign|attach|patch|modify|replace|rename|move|push|publish|save|start|exec)(?:$|[-_])/

/** Whether a word that may be a subcommand says, as far as its first verb goes, that something is made or changed. */
export function changesSomething(word: string): boolean {
  return changing.test(word)
}

/** Verbs that an option says of what the whole call does; `--stop-on-error` and `--restore-dir` say something else. */
const strong =
  /^(?:delete|remove|purge|wipe|destroy|erase|obliterate|overwrite|terminate|zap|decommission|discard|evict|truncate)$/
/** Words that take back or postpone what an option's verb says. */
const bounding =
  /^(?:no|not|non|skip|dont|never|without|on|if|when|before|after|until|ask|confirm|dry|max|min)$/

/** Whether the name of a long option says so, with a verb at either end: `--purge-db`, `--server-remove`; `--no-delete` does not. */
export function optionEndsSomething(option: string): boolean {
  const words = option.toLowerCase().split(/[-_]+/)
  if (words.some(word => bounding.test(word))) return false
  return (
    strong.test(words[0]!) || strong.test(words.at(-1)!) || glued.test(words[0]!) || endsSomething(option)
  )
}
