import type {z} from 'zod/mini'

/** Of the ways in which a value could have been written, the one that was meant: the one that is wrong inside, and least. */
export function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const inside = issue.errors
    .filter(errors => errors.length > 0 && errors.every(one => one.path.length > 0 || isStrange(one)))
    .sort((a, b) => a.filter(isStrange).length - b.filter(isStrange).length || a.length - b.length)
  if (!inside[0]) return [issue]
  return inside[0].map(inner => ({...inner, path: [...issue.path, ...inner.path]})).flatMap(meant)
}

/** Whether it is about keys that nobody knows. */
export function isStrange({code}: z.core.$ZodIssue): boolean {
  return code === 'unrecognized_keys'
}
