const calls =
  /\b(?:delete|destroy|drop|truncate|purge|wipe|kill|terminate|restart|revoke|cancel|erase|uninstall|shutdown|reboot)(?:_?[A-Za-z]\w*)?[!?]?\s*\(|\b(?:unlink|rmtree|rmdir|rmSync|flushall|flushdb|flush_all|rm_rf|rm_r)\b|\b(?:clear|remove|reset)_\w+\s*\(|\.(?:delete|destroy|drop|kill|truncate|delete_all|destroy_all|delete_by|destroy_by|retry_all|clear)\b[!?]?/i
/** Names in the interfaces of databases and frameworks: every row changed, and what MySQL's shell does to a cluster. */
const sweeping =
  /(?<!\))\.update_all\b|\.objects(?:\.all\(\))?\.update\(|\.(?:removeInstance|dissolve|setPrimaryInstance|forceQuorumUsingPartitionOf|rebootClusterFromCompleteOutage|forcePrimary(?:Cluster|Instance)|fence(?:AllTraffic|Writes)|dropMetadataSchema|removeReplicaCluster)\(|\bredis\.p?call\(\s*["'](?:del|unlink|flush\w*|rename|expire|[lrz]rem|[hs](?:del|rem)|ltrim)\b/i
const statements =
  /\b(?:DROP\s+(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|USER|ROLE)|TRUNCATE\s+TABLE|DELETE\s+FROM|FLUSHALL|FLUSHDB)\b/i
const programs =
  /\b(?:system|exec|execSync|spawn|popen|subprocess\.\w+|shell_exec|sh)\b[^\n]{0,40}["'[](?:sudo )?(?:rm|kill|killall|shutdown|reboot|dropdb|systemctl)\b/i

/** Whether a program in a language that is not understood here deletes, stops or takes back something, going by the names that it calls. */
export function codeDestroys(code: string): boolean {
  const text = code.slice(0, 50_000)
  return calls.test(text) || sweeping.test(text) || statements.test(text) || programs.test(text)
}
