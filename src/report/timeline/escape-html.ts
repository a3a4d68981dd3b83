import {clean} from '../clean.ts'

const entities: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/** Text as text in HTML and SVG, also within quotes of an attribute. */
export function escapeHtml(text: string): string {
  return clean(text).replaceAll(/[&<>"']/g, character => entities[character]!)
}
