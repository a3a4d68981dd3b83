/** Enough for the lines that are shown of an output. Unit: bytes. */
export const endBytes = 24 * 1024

/** A longer output has a digest of its ends. Unit: bytes. */
export const longOutput = 16 * endBytes
