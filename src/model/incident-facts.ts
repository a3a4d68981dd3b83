import type {Run} from './folded.ts'

/** What the runs of one incident have in common, as it was said last. */
export function incidentOf({started, incident}: Run): string | undefined {
  return incident.incident ?? started?.data.incident
}

/** How severe it is, as it was said last. */
export function severityOf({started, incident}: Run): string | undefined {
  return incident.severity ?? started?.data.runbook.severity
}

/** What the incident is called, else what was run. */
export function titleOf({started, incident}: Run): string {
  return incident.title ?? started?.data.procedure?.title ?? started?.data.runbook.title ?? ''
}
