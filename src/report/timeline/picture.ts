import type {Zone} from '../../model/zone.ts'
import {clip} from '../clean.ts'
import {momentOf} from '../clock.ts'
import {marks} from '../outcome-text.ts'
import {escapeHtml} from './escape-html.ts'
import {clocksOf, localTime} from './local.ts'
import {plainWhat, type Row} from './row.ts'
import {type Scale, scaleOf} from './scale.ts'
import type {Summary} from './story.ts'

const width = 1000
const left = 150
const right = width - 20
const rowHeight = 18
/** Runs and files beyond this many share the last lane. */
const mostSources = 8
const mostTracks = 4

interface Lane {
  name: string
  rows: Row[]
}

/** Draws the story as an SVG image: a lane for milestones, one for notes, one for each run or file, over one axis of time. Empty where nothing is to be drawn. */
export function timelinePicture({drawn, undrawn, sources}: Summary, zone: Zone): string {
  const times = drawn.flatMap(({time, from, until}) => [Date.parse(from ?? time), Date.parse(until ?? time)])
  if (times.length === 0) return ''
  const [from, to] = times.reduce(([a, b], at) => [Math.min(a, at), Math.max(b, at)], [times[0]!, times[0]!])
  const scale = scaleOf(from!, to!, left, right, zone)
  const parts: string[] = []
  let y = 34
  const titles = new Map(sources.map(({name, title}) => [name, title]))
  for (const lane of lanesOf(drawn)) {
    const title = titles.get(lane.name) ?? lane.name
    const {body, height} =
      lane.name === 'Milestones' ? milestoneLane(lane, scale, zone, y) : eventLane(lane, scale, zone, y)
    parts.push(
      `<rect class="lane" x="0" y="${y}" width="${width}" height="${height}"/>`,
      `<text class="name" x="8" y="${y + 16}">${escapeHtml(clip(title, 17))}<title>${escapeHtml(lane.name === title ? title : `${title}, ${lane.name}`)}</title></text>`,
      body,
    )
    y += height + 4
  }
  const axis = scale.ticks.map(
    ({x, clock, date}) =>
      `<line class="tick" x1="${x}" x2="${x}" y1="30" y2="${y}"/><text class="clock" x="${x}" y="26">${clock}</text>${date ? `<text class="date" x="${x}" y="12">${date}</text>` : ''}`,
  )
  const said = `${drawn.length} things that happened from ${momentOf(localTime(zone, new Date(from!).toISOString()))} to ${momentOf(localTime(zone, new Date(to!).toISOString()))} ${zone.name}${undrawn > 0 ? `; ${undrawn} more are not drawn` : ''}. The table below says the same.`
  return [
    `<svg role="img" aria-labelledby="picture-title picture-text" viewBox="0 0 ${width} ${y + 4}" xmlns="http://www.w3.org/2000/svg">`,
    `<title id="picture-title">The incident at a glance</title><desc id="picture-text">${escapeHtml(said)}</desc>`,
    impact(drawn, scale, y),
    `<text class="date first" x="8" y="26">${momentOf(localTime(zone, new Date(from!).toISOString())).slice(0, 16)}</text>`,
    ...axis,
    ...parts,
    '</svg>',
  ].join('\n')
}

function lanesOf(drawn: readonly Row[]): Lane[] {
  const of = (name: string, rows: Row[]): Lane[] => (rows.length > 0 ? [{name, rows}] : [])
  const rest = drawn.filter(({kind}) => kind !== 'milestone' && kind !== 'note')
  const sources = [...new Set(rest.map(({source}) => source))]
  const own = sources.slice(0, sources.length > mostSources ? mostSources - 1 : mostSources)
  return [
    ...of(
      'Milestones',
      drawn.filter(({kind}) => kind === 'milestone'),
    ),
    ...of(
      'Notes',
      drawn.filter(({kind}) => kind === 'note'),
    ),
    ...own.flatMap(name =>
      of(
        name,
        rest.filter(({source}) => source === name),
      ),
    ),
    ...of(
      'others',
      rest.filter(({source}) => !own.includes(source)),
    ),
  ]
}

/** Diamonds, with their names on as many lines as keep them apart. */
function milestoneLane({rows}: Lane, {x}: Scale, zone: Zone, top: number): {body: string; height: number} {
  const ends: number[] = []
  const body = rows.map(row => {
    const at = x(Date.parse(row.time))
    const label = row.milestone ?? ''
    const wide = label.length * 6.4 + 10
    const turned = at + wide + 8 > right
    const [begin, end] = turned ? [at - wide - 8, at + 6] : [at - 6, at + wide + 8]
    const free = ends.findIndex(last => last < begin)
    const level = free === -1 ? ends.length : free
    const shown = level < 6
    if (shown) ends[level] = end
    const y = top + 12 + (shown ? level : 0) * rowHeight
    const text = shown
      ? `<text class="label" x="${turned ? at - 9 : at + 9}" y="${y + 4}"${turned ? ' text-anchor="end"' : ''}>${escapeHtml(label)}</text>`
      : ''
    const shape = `<path class="milestone${row.approximate ? ' guess' : ''}" d="M${at} ${y - 6}l6 6l-6 6l-6 -6z"/>`
    return item(row, zone, shape + text)
  })
  return {body: body.join('\n'), height: Math.max(1, ends.length) * rowHeight + 8}
}

/** What lasted as bars, what only happened as dots; what would lie over another goes below it. */
function eventLane({rows}: Lane, {x}: Scale, zone: Zone, top: number): {body: string; height: number} {
  const ends: number[] = []
  const body = rows.map(row => {
    const end = x(Date.parse(row.until ?? row.time))
    const begin = x(Date.parse(row.from ?? row.time))
    const wide = Math.max(end - begin, 3)
    const point = row.from === undefined && row.until === undefined
    const free = ends.findIndex(last => last + 1 < begin - (point ? 5 : 0))
    const track = free === -1 ? Math.min(ends.length, mostTracks - 1) : free
    ends[track] = point ? end + 5 : begin + wide
    const y = top + 12 + track * rowHeight
    const look = `${row.kind === 'note' ? 'note' : (row.standing ?? 'said')}${row.approximate ? ' guess' : ''}`
    const shape = point
      ? row.kind === 'note'
        ? `<rect class="${look}" x="${end - 4}" y="${y - 4}" width="8" height="8"/>`
        : `<circle class="${look}" cx="${end}" cy="${y}" r="4.5"/>`
      : `<rect class="${look}" x="${begin}" y="${y - 6}" width="${Math.round(wide * 10) / 10}" height="12" rx="2"/>`
    return item(row, zone, shape)
  })
  return {body: body.join('\n'), height: Math.max(1, ends.length) * rowHeight + 8}
}

function item(row: Row, zone: Zone, shape: string): string {
  const {approximate, who, outcome, standing, time} = row
  const end = `${standing ? `${marks[standing]} ` : ''}${outcome}`
  const said = `${approximate ? '~' : ''}${clocksOf(row, localTime(zone, time), zone)} ${who ? `${who}: ` : ''}${plainWhat(row)}${end ? ` — ${end}` : ''}`
  return `<g><title>${escapeHtml(clip(said, 400))}</title>${shape}</g>`
}

/** The stretches in which users were hit, behind everything; one that has no end goes on to the border. */
function impact(drawn: readonly Row[], {x}: Scale, bottom: number): string {
  const bands: string[] = []
  let open: number | undefined
  const band = (begin: number, end: number) =>
    bands.push(
      `<rect class="impact" x="${begin}" y="30" width="${Math.round((end - begin) * 10) / 10}" height="${bottom - 30}"><title>impact on users</title></rect>`,
    )
  for (const {milestone, time} of drawn) {
    if (milestone === 'impact-began') open ??= x(Date.parse(time))
    if (milestone !== 'impact-ended' || open === undefined) continue
    band(open, x(Date.parse(time)))
    open = undefined
  }
  if (open !== undefined) band(open, right)
  return bands.join('\n')
}
