import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'

/** `eyJhbGciOi...`, `ssh-rsa AAAAB3Nza… me@host`, `sk-live-...`: the beginning of what nobody writes out. */
const cut = () =>
  /(?<![\p{L}\p{N}_.$\0/\\-])(?=[A-Za-z0-9+/_-]{0,40}(?:[a-z][A-Z]|[A-Z]{4}|\d|^["']?[a-z]{1,8}[_-]))[A-Za-z][A-Za-z0-9+/_-]{1,59}[A-Za-z0-9](?:\.{3}|…)[A-Za-z0-9+/=_-]{0,20}(?![\p{L}\p{N}.])/gu
/** What says that a key or a token is wanted. */
const asked = /key|token|secret|pass|cred|auth|jwt|bearer|cert|signature|hash|digest|fingerprint/i

/** `kubectl logs api-`: a name that goes on, since none ends so; where a label or taint is taken away that is written like it. */
export function cutOffNames({text, start, role, label, acting, after = ''}: ShellWord): Gap[] {
  if (role !== 'value' || !/^(?:it|ti|i|t)?$/.test(label ?? '') || !/^(?:kubectl|oc|k)$/.test(acting ?? ''))
    return []
  if (!/^(?:[a-z]+\/)?[a-z][a-z0-9-]{1,60}-$/.test(text) || !behind.test(after)) return []
  return [gapAt(text, start, {certain: false})]
}

/** What such a name stands behind, by itself or with options: never a label's or a taint's own name. */
const behind = /^(?:logs|exec|attach|describe|pods?|po|deploy(?:ments?)?|-it|-ti|-i|-t)$/

/** A token of which only the beginning is shown, as the value of what is called so or behind the name of its kind. */
export function cutOffTokens({text, start, role, label}: ShellWord): Gap[] {
  if (role !== 'value' || !/\.{3}|…/.test(text)) return []
  const told = asked.test(label ?? '') || /\b(?:Bearer|Basic|ssh-(?:rsa|ed25519|dss))\s/.test(text)
  if (!told) return []
  return [...text.matchAll(cut())].map(({0: token, index}) =>
    gapAt(token, start + index, label && label.length > 1 ? {name: label} : {}),
  )
}
