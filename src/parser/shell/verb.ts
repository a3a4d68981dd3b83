const verbs = new Set(
  `delete del destroy drop purge wipe truncate remove rm restart reboot stop shutdown kill terminate rollback revert restore failover
  switchover takeover stepdown drain evict evacuate flush revoke cancel uninstall undeploy unpublish teardown takedown nuke obliterate
  decommission deprovision deallocate reset prune down undo cleanup erase disable halt poweroff powercycle demote promote deregister
  unregister unload detach dismount disconnect clear expire suspend abort deactivate invalidate overwrite quarantine fence scaledown
  forget retire ban delete_all removal recreate assassinate`.split(/\s+/),
)

/** A verb and what it takes, written as one: `removenode`, `dropdb`, `killall`. */
const glued =
  /^(?:delete|del|destroy|drop|purge|wipe|remove|rm|restart|reboot|stop|shutdown|kill|terminate|drain|evict|flush|revoke|cancel|reset|disable|detach|demote|decommission|clear)_?(?:all|nodes?|db|databases?|dbs|tables?|topics?|hosts?|pods?|users?|servers?|services?|clusters?|instances?|members?|brokers?|volumes?|snapshots?|index|indices|caches?|queues?|keys?|data|logs?|apps?|vms?|site|peers?|replicas?|slots?|jobs?|tasks?|backups?|containers?|machines?|connections?|sessions?|tokens?|certs?)$/

/** The word of a name such as `db-restore.yml` or `dropIndex` that says that something is stopped, deleted or taken back. */
export function endingIn(name: string): string | undefined {
  return /\s|:\/\//.test(name) ? undefined : name.split(/[-_:./=]+|(?<=[a-z])(?=[A-Z])/).find(endsSomething)
}

/** Whether a word by itself says that something is stopped, deleted or taken back. */
export function endsSomething(word: string): boolean {
  const low = word.toLowerCase()
  return verbs.has(low) || glued.test(low)
}
