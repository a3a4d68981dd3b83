import {expect, test} from 'vitest'
import type {Phase} from '../../src/model/runbook.ts'
import {phaseOf, severityOf} from '../../src/parser/phase.ts'

test.each<[string, Phase | undefined]>([
  ['Symptoms', 'symptoms'],
  ['Symptômes', 'symptoms'],
  ['🔎 Diagnostic', 'diagnosis'],
  ['2. Diagnosis', 'diagnosis'],
  ['Step 2: Investigate', 'diagnosis'],
  ['Actions de résolution', 'resolution'],
  ['Mitigation', 'resolution'],
  ['Procédure', 'resolution'],
  ['Steps', 'resolution'],
  ['Rollback si nécessaire', 'rollback'],
  ['Rollback rapide', 'rollback'],
  ['Roll back', 'rollback'],
  ['Retour arrière', 'rollback'],
  ['Marche arrière', 'rollback'],
  ['Procédure de repli', 'rollback'],
  ['4. Plan de repli :', 'rollback'],
  ["Retour à l'état antérieur", 'rollback'],
  ['Retour à l’état antérieur', 'rollback'],
  ['Annulation', 'rollback'],
  ['Vérification', 'verification'],
  ['Contrôle', 'verification'],
  ['Contrôles après coup', 'verification'],
  ['Controllers', undefined],
  ['Communication', 'communication'],
  ['Contacts & Escalade', 'escalation'],
  ['Pré-requis', 'prerequisites'],
  ['Before you begin', 'prerequisites'],
  ['Ressources', 'reference'],
  ['Best Practice', 'reference'],
  ['Database rollback', 'rollback'],
  ["🚨 Procédures d'Incident", undefined],
  ['Backend Railway Down (P0)', undefined],
  ['Background jobs are stuck', undefined],
  ['Base de données', undefined],
  ['', undefined],
])('%s is %s', (heading, phase) => {
  expect(phaseOf(heading)).toBe(phase)
})

test.each([
  ['Backend down (P0)', 'P0'],
  ['SEV1: everything is on fire', 'SEV1'],
  ['sev-2 slow', 'SEV-2'],
  ['HTTP2 and P95 latency', undefined],
  ['MP3 player', undefined],
])('%s has severity %s', (title, severity) => {
  expect(severityOf(title)).toBe(severity)
})
