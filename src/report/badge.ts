/** What a badge says on its right, and in which colour. */
export interface Badge {
  message: string
  standing: 'good' | 'stale' | 'unknown'
}

const colors = {good: '#2e7d32', stale: '#b71c1c', unknown: '#616161'} as const
/** Roughly what a character takes in 11 px Verdana; `textLength` makes it exact. */
const characterWidth = 7

/** A badge as a small SVG that needs no network and no font of its own. */
export function renderBadge(label: string, {message, standing}: Badge): string {
  const [left, right] = [label, message].map(text => text.length * characterWidth + 12) as [number, number]
  const text = (words: string, x: number, room: number) =>
    `<text x="${x + room / 2}" y="14" textLength="${room - 12}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escaped(`${label}: ${message}`)}">
<title>${escaped(`${label}: ${message}`)}</title>
<rect width="${left}" height="20" rx="3" fill="#424242"/>
<rect x="${left}" width="${right}" height="20" rx="3" fill="${colors[standing]}"/>
<rect x="${left - 3}" width="6" height="20" fill="${colors[standing]}"/>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
${text(label, 0, left)}
${text(message, left, right)}
</g>
</svg>
`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\u0000-\u001f\u007f]/g, ' ')
}
