import {expect, test} from 'vitest'
import {type Condition, conditionOf, isOtherwise} from '../../src/parser/condition.ts'
import {processorMs} from '../support/processor-time.ts'

test.each<[string, Condition['kind'], string]>([
  ['If the pod is stuck:', 'if', 'If the pod is stuck'],
  ['**If** the pod is stuck', 'if', 'If the pod is stuck'],
  ['⚠️ 3) If it fails', 'if', 'If it fails'],
  ['Step 2: If connections pile up', 'if', 'If connections pile up'],
  ['When the disk is full', 'if', 'When the disk is full'],
  ['Unless it is back', 'if', 'Unless it is back'],
  ['In case of a split brain', 'if', 'In case of a split brain'],
  ['Only if the replica is gone', 'if', 'Only if the replica is gone'],
  ['Last resort: restart it', 'if', 'Last resort: restart it'],
  ['Si le service est arrêté :', 'if', 'Si le service est arrêté'],
  ["S'il ne répond pas", 'if', "S'il ne répond pas"],
  ['S’il ne répond pas', 'if', 'S’il ne répond pas'],
  ['2. Si connexion échoue, vérifier', 'if', 'Si connexion échoue, vérifier'],
  ['En cas de panne', 'if', 'En cas de panne'],
  ['Lorsque la base est pleine', 'if', 'Lorsque la base est pleine'],
  ['or', 'or', 'or'],
  ['OR:', 'or', 'OR'],
  ['Or restart the daemon', 'or', 'Or restart the daemon'],
  ['OU rollback immédiat :', 'or', 'OU rollback immédiat'],
  ['Ou bien redémarrer', 'or', 'Ou bien redémarrer'],
  ['Otherwise', 'or', 'Otherwise'],
  ['Sinon, appeler', 'or', 'Sinon, appeler'],
  ['Alternatively, use the console', 'or', 'Alternatively, use the console'],
  ['Alternative: the console', 'or', 'Alternative: the console'],
  ['Méthode alternative : à la main', 'or', 'Méthode alternative : à la main'],
  ['If not:', 'or', 'If not'],
  ['Option A: restore', 'option', 'Option A: restore'],
  ['Option 2 using the console', 'option', 'Option 2 using the console'],
  ['Option B', 'option', 'Option B'],
  ['Scénario C – réseau', 'option', 'Scénario C – réseau'],
  ['Cas n°2 : base pleine', 'option', 'Cas n°2 : base pleine'],
  ['Case: bad credentials', 'option', 'Case: bad credentials'],
  ['Method 1', 'option', 'Method 1'],
  ['(Optional) Warm the cache', 'optional', '(Optional) Warm the cache'],
  ['Optional: warm the cache', 'optional', 'Optional: warm the cache'],
  ['Optionally, warm the cache', 'optional', 'Optionally, warm the cache'],
  ['If needed, warm the cache', 'optional', 'If needed, warm the cache'],
  ['Restart the proxy if necessary', 'optional', 'Restart the proxy if necessary'],
  ['Ajouter des index si nécessaire', 'optional', 'Ajouter des index si nécessaire'],
  ['5. Invalider les jetons (optionnel)', 'optional', 'Invalider les jetons (optionnel)'],
  ['Truncate the copies (if safe)', 'optional', 'Truncate the copies (if safe)'],
  ['Redémarrer (uniquement si bloqué)', 'optional', 'Redémarrer (uniquement si bloqué)'],
  ['Vider le cache (si besoin, la nuit)', 'optional', 'Vider le cache (si besoin, la nuit)'],
])('%s is %s', (title, kind, text) => {
  expect(conditionOf(title)).toEqual({kind, text})
})

test.each([
  '',
  '#',
  'Ordering of restarts',
  'Oracle',
  'Or-tools',
  'Où trouver les journaux',
  'Ouvrir le tableau de bord',
  'Sing out',
  'Signaler',
  'Options',
  'Options: -v is verbose',
  'Option flags',
  'Optional flags are listed below',
  'Case study',
  'Case-sensitive names',
  "Cas d'usage",
  'Scenarios',
  'Plan 2025 budget',
  'Method of procedure',
  'When to escalate',
  'When should this be used?',
  'When this prints 0, the replica is back',
  'When prompted, type yes',
  'Quand redémarrer',
  'Elsewhere',
  'Iffy',
  'What if it fails',
  'Check if the pod runs',
  'Find out whether or not it is up',
  'Restart the service',
  'Restore over it (will fail if it is in use)',
])('%j opens no alternative', title => {
  expect(conditionOf(title)).toBeUndefined()
})

test.each([
  ['Otherwise', true],
  ['Else, wait', true],
  ['Sinon', true],
  ['Or restart it', false],
])('%s is what is left of the condition before: %s', (title, expected) => {
  expect(isOtherwise(conditionOf(title)!)).toBe(expected)
})

test.each([' ', '(', '1.', 'if ', '**', ': ', 'optional (', "'"])(
  'a long line of %j is read in time',
  async unit => {
    const text = unit.repeat(300_000)
    expect(await processorMs(() => conditionOf(text))).toBeLessThan(500)
  },
)
