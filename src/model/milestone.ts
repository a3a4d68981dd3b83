/** The moments of an incident that its figures are counted between, in the order in which they usually come. */
export const milestones = [
  'impact-began',
  'detected',
  'acknowledged',
  'declared',
  'communicated',
  'identified',
  'mitigated',
  'resolved',
  'impact-ended',
  'reopened',
] as const
export type Milestone = (typeof milestones)[number]

/** After one of these, an incident that was said to be over is not: it is open again. */
export const opening: ReadonlySet<Milestone> = new Set(['impact-began', 'detected', 'reopened'])
