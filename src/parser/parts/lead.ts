const seen =
  /\b(?:outputs?|(?:should|will|may|might|would) (?:now )?(?:see|get|receive|return|look|show|produce|include|list|print|output|display|be something)|can see|looks? (?:something )?like|looking for (?:something|things|lines) like|similar to|prints?|returns?|returned|respon(?:ds?|se)|results?|error(?: message)?s?|logs? (?:show|entr|line|message)|something like|affiche|sortie|résultats?|attendue?s?|retourne|renvoie|réponse|obte(?:nir|nez)|ressemble)\b/i
const doing =
  /\b(?:run|runs|running|execute|executing|type|enter|invoke|issue|use|using|call|commands?|exécute[rz]?|lance[rz]?|tape[rz]?|commandes?|utilise[rz]?)\b/i
const file =
  /(?:^|[\s`'"(/])(?:[\w.-]*\.(?:env(?:\.\w+)*|ya?ml|toml|ini|conf|cfg|json|rb|py|js|ts|tfvars|tf|properties|service|timer|xml|service|plist)|Dockerfile|Makefile|Gemfile|Procfile|Caddyfile|crontab|\/etc\/[\w./-]+)(?=$|[\s`'"):,.])/i

/** Nothing but the name of what a program prints, or what one gets. */
const shows =
  /^(?:(?:the |an? |le |la )?(?:(?:expected|sample|example|typical) (?:outputs?|results?|response)|outputs?|(?:r[ée]sultats?|sorties?) attendue?s?|exemple de sortie|sorties?|(?:salidas?|resultados?|saídas?|outputs?)(?: esperad[ao]s?)?|outputs? de (?:falha|erro|sucesso|error|éxito)|(?:erwartete )?ausgaben?|ergebnis(?:se)?|uscita|risultat[oi]|uitvoer|resultaat|вывод|результат|输出|輸出|结果|結果|出力)(?: (?:is|should be|will be|looks? like(?: this)?|should look like(?: this)?))?|(?:this|that|it|which|the command)(?: (?:will|should|would))? (?:now )?(?:gives?|returns?|prints?|outputs?|displays?|shows?|yields?|produces?)(?: (?:you|us))?(?: (?:something like|the following(?: output| result| message| lines?)?|this|this output|an output like(?: this)?|output like(?: this)?|output similar to))?|(?:the |le )?(?:output|result|r[ée]sultat)s? (?:should be|will be|is|are|looks like|devrait être|doit être|est)(?: (?:the following|similar to(?: this)?|something like(?: this)?|as follows|le suivant))?|(?:ce )?(?:qui|cela|ça|la commande) (?:donne|affiche|renvoie|retourne|produit)(?: (?:ceci|par exemple|quelque chose comme))?|(?:you|vous) (?:get|obtenez|should (?:get|see)|devriez (?:voir|obtenir))|(?:(?:when|once|after|now|then)\b[^,.:]{0,80},? )?(?:you|he|she|they|users?|the user|one) (?:will|should|would|may|might) (?:now )?(?:see|get|receive|be shown) (?:the following|this|an?|something like(?: this| the following)?)(?: \w+){0,2} (?:message|error|output|response|warning)s?|(?:it|this|which|the (?:output|result)s?) (?:should|will|must) look (?:something )?like(?: this)?)\s*[:.…]?$/i

/** `If you get a "…" error when adding a node:` tells when to do what follows; `If you see the following error:` shows it. */
function isRemedy(sentence: string): boolean {
  return (
    /^(?:if|when|whenever|in case|should|si|quand|lorsque)\b/i.test(sentence) &&
    !/\b(?:following|below|this|these|like|similar|such as|e\.g\.|suivante?s?|ceci|cette)\b/i.test(sentence)
  )
}

/** What the paragraph before a fence says that the fence shows. */
export interface Lead {
  /** What is seen, not what is done. */
  seen: boolean
  /** Nothing else than what is seen, whatever it looks like: `Example output:`. */
  shows: boolean
  /** Something to run. */
  run: boolean
  /** What stands in a file that it names. */
  file: boolean
  /** Settings, wherever they stand. */
  settings: boolean
}

const nothing: Lead = {seen: false, shows: false, run: false, file: false, settings: false}

const titles =
  /^(?:(?:expected|sample|example|typical)(?: \S+)? (?:outputs?|results?|responses?|errors?)|outputs?|error(?: messages?)?|example error|(?:r[ée]sultats?|sorties?|r[ée]ponses?)(?: attendue?s?)?|exemple de sortie|messages? d['’]erreur|(?:salida|saída|output|resultado)(?: esperad[ao])?|(?:erwartete )?ausgabe)\s*:?$/i
/** `If you see the following error, the disk is full.`: what is shown need not come last. */
const errs =
  /\b(?:see|sees|seeing|get|gets|receive|find|encounter|shows?|contains?|voyez|obtenez|recevez|contient|affiche)\b[^.;:]{0,40}?\b(?:(?:the|this|these|an?|l['’]|le|la|les) ?(?:following|below)[^.;:]{0,30}?\b(?:errors?|messages?|warnings?|outputs?|log (?:line|entr)\w*|exceptions?|traceback)|(?:error|message|warning|output|exception|erreur|sortie|message|avertissement)s? (?:below|suivante?s?|ci-dessous))\b/i

/** Reads the last sentence of a lead; an older one speaks of something else. */
export function readLead(lead: string | undefined): Lead {
  const text = (lead ?? '').slice(-2000).replaceAll(/\s+/g, ' ').trim()
  if (text === '') return nothing
  const last = lastSentence(text)
  const run = doing.test(last)
  return {
    seen:
      (errs.test(last) && !doing.test(last)) ||
      (/[:…]$|\.\.$|\blike(?: this)?[.:]?$|^exp?ected|^sample|^example output/i.test(last) &&
        !isRemedy(last) &&
        !/^(?:store|save|copy|note|use|export|set|edit|change|add|append|modify|replace|insert|paste|configure|pipe|check|verify|look for|find|get)\b/i.test(
          last,
        ) &&
        seen.test(last)),
    shows: shows.test(last),
    run: run || /^(?:to|pour)\s+\w/i.test(last),
    settings: /\bconfig|\bsettings?\b|\bfiles?\b|\bentry\b|\bblock\b|\bmanifest|\bfichier/i.test(last),
    file: namesFile(last) && !/\brun\b|\bexecut/i.test(last),
  }
}

/** Reads the title of the section right below which an untagged fence stands: `Expected output` says that it is what is seen. */
export function readHeading(title = ''): Lead {
  const words = title
    .replace(/^[\d.) ]+/, '')
    .replaceAll(/[*_`]/g, '')
    .trim()
  return {...nothing, seen: titles.test(words)}
}

/** Whether a text names a file of settings or of code. */
export function namesFile(text: string): boolean {
  return file.test(text)
}

function lastSentence(text: string): string {
  const sentences = text.split(/(?<=[.!?]) (?=\S)/)
  const last = sentences.at(-1) ?? ''
  return /^(?:for (?:example|instance)|e\.g\.|example|par exemple|ex)\W*$/i.test(last) && sentences.length > 1
    ? `${sentences.at(-2)} ${last}`
    : last
}
