const verbs = new Set(
  `delete destroy drop purge wipe truncate remove rm restart reboot stop shutdown kill terminate rollback revert restore failover
  switchover drain evict flush revoke cancel uninstall teardown nuke decommission deprovision reset prune down undo cleanup erase disable halt poweroff demote
  promote deregister unregister detach clear expire suspend abort deactivate delete_all removal quarantine`.split(
    /\s+/,
  ),
)

/** Whether a word by itself says that something is stopped, deleted or taken back. */
export function endsSomething(word: string): boolean {
  return verbs.has(word.toLowerCase())
}
