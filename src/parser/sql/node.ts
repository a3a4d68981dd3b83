/** A node of PostgreSQL's parse tree, as JSON. */
export type Node = {[key: string]: unknown}
