/** The oldest bash whose `declare -p`, `shopt -p` and `trap -p` can be read back: what macOS has. */
const oldest = '3.2'

/** What a version such as `3.2.57(1)-release` means for blocks: that it is too old, or what it lacks; undefined from 4 on. */
export function bashAge(version: string): {tooOld: string} | {lacks: string} | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (!(major > 3 || (major === 3 && minor >= 2)))
    return {tooOld: `bash ${version || 'of an unknown version'} is too old, it must be ${oldest} or later`}
  if (major >= 4) return undefined
  return {
    lacks: `bash ${version} has no associative arrays, \`mapfile\`, \`\${name^^}\`, \`|&\`, \`;&\` and \`**\`: a block with them fails`,
  }
}
