import {expectEffects} from './expect-effects.ts'

expectEffects('a tool that no table knows, by the verb of its subcommand or option', {
  destroy: [
    'acmectl node force-leave n1',
    'acmectl lvm zap /dev/sdz',
    'acmectl svc bounce api',
    'acmectl member reinit n1',
    'acmectl cluster leave',
    'acmectl --force-delete vol-1',
    'acmectl --purge-db --network main',
    'acmectl rebalance --server-remove n1',
    'acmectl --removetarget 4',
    'acmectl vm/power.off 10',
    'acmectl db downgrade',
    'acmectl -rx "core restart now"',
    'acmectl -q "delprinc old"',
    'acmectl application -kill a1',
    'acmectl -c :shutdown',
    'make clean-db',
    "acmectl shell <<EOF\nuse x\ndrop 't'\nEOF",
  ],
  unknown: [
    'acmectl run --stop-on-error --no-delete',
    'acmectl run --delete-after 30d',
    'acmectl run --skip-remove --dry-delete',
    'acmectl dump --drop-privileges --restore-dir x',
    'acmectl render --force-color',
    'acmectl volume force',
    'acmectl run -no-delete',
    'make clean-code',
    'acmectl load <<EOF\nrestart: always\ndelete the old one, then wait.\nEOF',
    'make test-failover',
    'acmectl notify -m "the core restart is over"',
    'acmectl -q "list of all that one may delete, in order"',
    'acmectl show /dev/sdz',
    'acmectl help delete',
    'acmectl volume delete --help',
  ],
})

expectEffects('a verb behind a listed subcommand under which nothing is listed', {
  unknown: ['ngrok config add-authtoken X', 'juju secrets create x', 'openssl x509 add'],
  destroy: ['qm config delete x'],
  read: [
    'ngrok config',
    'kubectl auth can-i create pods',
    'nova help evacuate',
    'systemctl is-active update-notifier',
    'kubectl get pods -n import-prod',
    'docker logs start-page',
  ],
})
