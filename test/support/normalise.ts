const rules: readonly (readonly [RegExp, string])[] = [
  [/\b\d{8}T\d{6}Z-[a-z0-9]+(?:-[a-z0-9]+)*/g, '<run>'],
  [/\b[0-9a-f]{64}\b/g, '<sha256>'],
  [/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?UTC|[+-]\d{2}:\d{2})/g, '<utc>'],
  [/(?<![\d.,])(?:\d+ h )?(?:\d+ min )?\d+(?:\.\d+)? (?:ms|s)\b/g, '<time>'],
]

/**
 * Replaces what differs from run to run: `dir` by `<dir>`, run directory names by `<run>`, SHA-256 digests by
 * `<sha256>`, instants by `<utc>`, and durations with a blank before their unit by `<time>` (`12 ms`; not `30s`,
 * which an author wrote).
 */
export function normalise(text: string, dir: string): string {
  return rules.reduce(
    (result, [pattern, name]) => result.replace(pattern, name),
    text.replaceAll(dir, '<dir>'),
  )
}
