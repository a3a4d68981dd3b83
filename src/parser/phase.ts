import type {Phase} from '../model/runbook.ts'
import {withoutAccents} from './without-accents.ts'

/** Words that open a heading of each phase, in English and French, without accents; matched in this order. */
const openings: [Phase, RegExp][] = [
  [
    'rollback',
    /^(roll ?-?back|retour arriere|marche arriere|(procedures?|plans?) de repli\b|retour a l['’]etat (anterieur|precedent|initial)|revert\b|back ?out|annulation|undo\b)/,
  ],
  [
    'verification',
    /^(verif|controles?\b|validat|post-?(check|deploy|operation)|confirm|health ?checks?$|apres l'operation|tests? post)/,
  ],
  ['symptoms', /^(symptom|signs? of|signes|impact|meaning|signification|what (it|this) means|alert)/],
  [
    'diagnosis',
    /^(diagnos|investigat|triage|troubleshoot|debug|assess|identif|analys|root cause|checks?$|enquete)/,
  ],
  [
    'resolution',
    /^((actions? (de|to) )?resol|actions?$|mitigat|remediat|remed|fix(es|ing)?\b|recover|solution|procedure$|steps?$|etapes?$|runbook$|corrective|actions? correctives?|what to do|que faire|response$)/,
  ],
  ['communication', /^(communicat|notif|status ?page|annonce|tell )/],
  ['escalation', /^(escalat|escalade|contacts?\b|who to (call|contact)|qui (appeler|contacter)|on-?call)/],
  [
    'prerequisites',
    /^(pre-?requis|prerequis|prerequisit|requirements|before (you )?(begin|start)|avant de (commencer|demarrer)|preparation|setup$)/,
  ],
  [
    'reference',
    /^(reference|resources?$|ressources?$|links?$|liens?$|see also|voir aussi|further|appendix|annexe|documentation|dashboards?$|objecti(f|ve)s?$|overview$|background$|contexte?$|best practices?|bonnes pratiques|revision|history|historique|glossar|table of contents|sommaire)/,
  ],
]

/** The phase that a heading names, whatever its number, emoji or accents; undefined if it names none. */
export function phaseOf(heading: string): Phase | undefined {
  const words = withoutAccents(heading).toLowerCase()
  const plain = (/^[a-z]/.test(words) ? words : words.replace(/^[^\p{L}]+/u, ''))
    .replace(/^(step|etape|phase|part|partie)\s*\d+\s*[:.)–—-]*\s*/u, '')
    .replace(/[\s:]+$/u, '')
  const opening = openings.find(([, pattern]) => pattern.test(plain))
  if (opening) return opening[0]
  const last =
    /^(?:\p{L}+[ -]){1,3}(roll ?back|verification|diagnosis|escalation)( procedures?| steps?)?$/u.exec(
      plain,
    )?.[1]
  return last ? (last.replace(' ', '') as Phase) : undefined
}

/** The severity that a title states, in the form it was written: `P0`, `SEV1`. */
export function severityOf(title: string): string | undefined {
  if (!/[0-5]/.test(title)) return undefined
  return /(?<![\p{L}\p{N}])(P[0-5]|SEV-?[0-5]|S[0-5])(?![\p{L}\p{N}])/iu.exec(title)?.[1]?.toUpperCase()
}
