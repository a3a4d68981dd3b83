const trusted = /^(?:\/usr|\/usr\/local|\/opt\/homebrew)?\/s?bin\/([\w.+[-]+)$/

/** Tools that come with a project or a package and are called by a path of one's own; nothing else bears these names. */
const own =
  /(?:^|\/)(manage\.py|artisan|gradlew|mvnw|(?:kafka|zookeeper)-[a-z-]+\.sh|zkCli\.sh|zkServer\.sh|bin\/console)$|^(?:\.\/)?bin\/(rails|rake|bundle|solr|(?:elasticsearch|opensearch)-[a-z-]+|bookkeeper|pulsar-admin|hdfs|hbase|flink|artemis|activemq|neo4j(?:-admin)?)$|^(?:\/usr\/lib\/postgresql\/\d+|\/usr\/pgsql-\d+|\/snap|\/opt\/[\w-]+\/embedded|\/opt\/bitnami\/[\w-]+|\/opt\/(?:[\w.-]+\/){0,3}(?:postgres(?:ql)?|pgsql|mysql|mariadb|redis|mongodb)(?:\/[\d.]+)?|\/opt\/mssql-tools\d*|\/usr\/local\/(?:mysql|pgsql|redis)|\/usr\/lib\/jvm\/[\w.-]+)\/bin\/([\w-]+)$/

/** The bare name of a program that is written as such or by a path that leaves no doubt; undefined for any other path. */
export function bareName(word: string): string | undefined {
  if (!word.includes('/')) return word
  const known = trusted.exec(word)?.[1]
  if (known !== undefined) return known
  const found = own.exec(word)
  return found?.[1] ?? found?.[2] ?? found?.[3]
}
