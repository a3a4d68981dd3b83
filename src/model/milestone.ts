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
] as const
export type Milestone = (typeof milestones)[number]
