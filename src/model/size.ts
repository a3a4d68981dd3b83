const units: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** Reads a size such as `64MiB`, `1.5 GB` or `4096` (bytes). Gives whole bytes, at least one; undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b|)$/i.exec(text.trim())
  if (!match) return undefined
  const unit = units[match[2]!.toLowerCase()]
  const bytes = unit === undefined ? 0 : Math.floor(Number(match[1]) * unit)
  return Number.isSafeInteger(bytes) && bytes >= 1 ? bytes : undefined
}

/** A size for people: `64 MiB`, `1.5 KiB`, `12 bytes`. */
export function formatSize(bytes: number): string {
  const names = ['GiB', 'MiB', 'KiB']
  for (const [index, name] of names.entries()) {
    const unit = 1024 ** (3 - index)
    if (bytes >= unit) return `${Number((bytes / unit).toFixed(1))} ${name}`
  }
  return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
}
