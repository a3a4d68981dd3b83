/**
 * Finds where in a text the exact search for secrets must look, with the processor's instructions for 16 bytes at once. In AssemblyScript,
 * which reads as TypeScript: numbers are whole ones of 32 bits, and an address (`usize`) is one of this module's memory.
 * `scripts/filter.mjs` makes `src/model/redact/filter-code.ts` of it, and `src/model/redact/filter.ts` uses that.
 */

/** A text is looked at in parts that stay in the processor's nearest cache. Unit: bytes. */
export const part: i32 = 16384
/** So much of what follows a part is looked at with it. As many blanks follow. */
export const overlap: i32 = 32

const room: usize = part + 2 * overlap

// what stands where in the memory

/**
 * Two tables for each of three bytes: what the lower half of a byte may belong to, and the upper half, a bit for each of eight groups. Two that
 * tell the kinds of a byte in the same way: the highest bit for `ends`, the others for control bytes. Then what makes a byte its lower half.
 */
export const nibbles: usize = 0
export const text: usize = 144
/** A bit for each byte of the text, behind 16 of none: by three bytes, it may begin a word of secret names or a shape. */
const words: usize = text + room
/** A bit for each byte: it is a line end or ESC, or one of few other control bytes. */
const ends: usize = words + room / 8
/** Places in the part, of two bytes each, with their number in front. */
export const list: usize = ends + room / 8
/** The marks of needles begin here. */
export const marks: usize = list + 2 * (part + 6)

function append(place: i32): void {
  const length = load<u16>(list) + 1
  store<u16>(list + 2 * length, place)
  store<u16>(list, length)
}

/** Whether a byte is a line end, a blank or a tab. */
function isBlank(byte: i32): bool {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isMarked(marks: usize, place: u32): bool {
  return ((load<u8>(marks + (place >>> 3)) >>> (place & 7)) & 1) === 1
}

// the hashes of `search.ts` and `grams.ts`, which made the marks

const factor: u32 = 0x9e3779b1
const other: u32 = 0x85ebca6b

function gramHash(at: usize): u32 {
  return load<u32>(at) * factor
}

function headHash(at: usize): u32 {
  return (gramHash(at) ^ (load<u16>(at, 4) * other)) * factor
}

function joinHash(three: u32, others: u32): u32 {
  return ((three * factor) ^ (others + (three >>> 13))) * other
}

function isMarkedTwice(marks: usize, hash: u32, shift: u32): bool {
  return isMarked(marks, hash >>> shift) && isMarked(marks, ((hash ^ (hash >>> 15)) * 0xc2b2ae35) >>> shift)
}

/**
 * Lists the places below `until` where a needle may begin. Of the text, every so many bytes (`stride`) are looked at: six of them, or four
 * that are not `wide`. Where these stand in a needle, each place where it may begin is looked at.
 */
export function listBegins(
  size: i32,
  until: i32,
  wide: bool,
  stride: i32,
  inner: usize,
  innerShift: u32,
  begins: usize,
  beginShift: u32,
): void {
  store<u16>(list, 0)
  const last = size - (wide ? 6 : 4)
  for (let at = 0; at <= last; at += stride) {
    const hash = wide ? headHash(text + at) : gramHash(text + at)
    if (!isMarked(inner, hash >>> innerShift)) continue
    const end = min(at + 1, until)
    for (let start = max(0, at - stride + 1); start < end; start++)
      if (isMarked(begins, headHash(text + start) >>> beginShift)) append(start)
  }
}

/**
 * Marks the bytes below `until`: in `ends` and, as Teddy of Hyperscan does it, in `words`. What is known of 16 bytes is put together when
 * those that follow are. Gives whether one of them is a control byte other than a tab or a line end.
 */
export function markLandmarks(until: i32): bool {
  const low0 = v128.load(nibbles)
  const high0 = v128.load(nibbles, 16)
  const low1 = v128.load(nibbles, 32)
  const high1 = v128.load(nibbles, 48)
  const low2 = v128.load(nibbles, 64)
  const high2 = v128.load(nibbles, 80)
  const lowKinds = v128.load(nibbles, 96)
  const highKinds = v128.load(nibbles, 112)
  const half = v128.load(nibbles, 128)
  const none = i8x16.splat(0)
  let seen = none
  let last0 = none
  let last1 = none
  let last2 = none
  let kinds = none
  for (let at = 0; at < until + 16; at += 16) {
    seen = v128.or(seen, kinds)
    const bytes = v128.load(text + at)
    const low = v128.and(bytes, half)
    const high = v128.and(i16x8.shr_u(bytes, 4), half)
    const next0 = v128.and(i8x16.swizzle(low0, low), i8x16.swizzle(high0, high))
    const next1 = v128.and(i8x16.swizzle(low1, low), i8x16.swizzle(high1, high))
    const next2 = v128.and(i8x16.swizzle(low2, low), i8x16.swizzle(high2, high))
    kinds = v128.and(i8x16.swizzle(lowKinds, low), i8x16.swizzle(highKinds, high))
    const one = v128.shuffle<i8>(last1, next1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
    const two = v128.shuffle<i8>(last2, next2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
    const missing = i8x16.eq(v128.and(v128.and(last0, one), two), none)
    last0 = next0
    last1 = next1
    last2 = next2
    store<u16>(words + (at >>> 3), ~i8x16.bitmask(missing))
    store<u16>(ends + (at >>> 3), i8x16.bitmask(kinds))
  }
  return v128.any_true(v128.and(seen, i8x16.splat(0x7f)))
}

/** Lists the places below `until` that are marked in `words`. */
export function listWords(until: i32): void {
  store<u16>(list, 0)
  for (let at = 0; at < until; at += 64) {
    for (let rest = load<u64>(words + 2 + (at >>> 3)); rest !== 0; rest &= rest - 1) {
      const place = at + <i32>ctz(rest)
      if (place < until) append(place)
    }
  }
}

/** Lists the places below `until` that are marked in `ends` where ESC stands, or a line end that may stand in a needle. */
export function listBreaks(
  size: i32,
  until: i32,
  inner: usize,
  innerShift: u32,
  edges: usize,
  edgeShift: u32,
): void {
  const count = listEnds(until)
  let done = 0
  store<u16>(list, 0)
  for (let index = 1; index <= count; index++) {
    const place = <i32>load<u16>(list + 2 * index) // what is listed before it overwrites none that is still to come
    if (place < done) continue
    let start = place
    let end = place
    if (isBlank(load<u8>(text + place))) {
      end++
      while (end < size && isBlank(load<u8>(text + end))) end++
      while (start > 0 && isBlank(load<u8>(text + start - 1))) start--
      done = end
    }
    if (end === place || mayJoin(start, end, size, inner, innerShift, edges, edgeShift)) append(place)
  }
}

/**
 * Lists all places below `until` that are marked in `ends`, without their number, which it gives. Four are taken of every 64 bytes, whether
 * there are as many or not: what the processor cannot foresee takes longer.
 */
function listEnds(until: i32): i32 {
  let next = list + 2
  for (let at = 0; at < until; at += 64) {
    let rest = load<u64>(ends + (at >>> 3))
    if (until - at < 64) rest &= ((<u64>1) << (until - at)) - 1
    const after = next + 2 * <usize>popcnt(rest)
    for (;;) {
      store<u16>(next, at + <i32>ctz(rest))
      rest &= rest - 1
      store<u16>(next, at + <i32>ctz(rest), 2)
      rest &= rest - 1
      store<u16>(next, at + <i32>ctz(rest), 4)
      rest &= rest - 1
      store<u16>(next, at + <i32>ctz(rest), 6)
      rest &= rest - 1
      if (rest === 0) break
      next += 8
    }
    next = after
  }
  return (<i32>(next - list) >>> 1) - 1
}

/** Whether what stands around the blanks from `start` to `end` may stand side by side in a needle, or is not plain: as `interrupted.ts` has it. */
function mayJoin(
  start: i32,
  end: i32,
  size: i32,
  inner: usize,
  innerShift: u32,
  edges: usize,
  edgeShift: u32,
): bool {
  if (start < 4 || end + 3 > size) return true
  const before = load<u32>(text + start - 4) >>> 8
  const after = load<u32>(text + end) & 0xffffff
  if (!isPlain(before) || !isPlain(after)) return true
  if (isMarkedTwice(inner, joinHash(before, after), innerShift)) return true
  const edge =
    isMarkedTwice(edges, ((before >>> 8) | (after << 16)) * factor, edgeShift) ||
    isMarkedTwice(edges, ((before >>> 16) | (after << 8)) * factor, edgeShift) ||
    isMarkedTwice(edges, (before | (after << 24)) * factor, edgeShift)
  return edge && (start < 8 || end + 8 > size || mayJoinSix(start, end, inner, innerShift))
}

/** Whether six bytes may stand in a needle, of which one to five stand before `start` and the rest behind `end`, or these are not plain. */
function mayJoinSix(start: i32, end: i32, inner: usize, innerShift: u32): bool {
  const before = load<u64>(text + start - 8) >>> 24
  const after = load<u64>(text + end) & 0xffffffffff
  if (((before - 0x2121212121) | (after - 0x2121212121)) & 0x8080808080) return true
  for (let left = 1; left < 6; left++) {
    const six = (before >>> (40 - 8 * left)) | (after << (8 * left))
    const hash = joinHash(<u32>six & 0xffffff, <u32>(six >>> 24) & 0xffffff)
    if (isMarkedTwice(inner, hash, innerShift)) return true
  }
  return false
}

/** Whether none of three bytes is a blank or a control byte; of bytes that are not ASCII it may say that they are. */
function isPlain(three: u32): bool {
  return ((three - 0x212121) & 0x808080) === 0
}
