import type {Family} from '../rule.ts'
import {addressing} from './addressing.ts'

const opensslReading = `-in -inform -outform -noout -text -subject -issuer -dates -startdate -enddate -serial -fingerprint -hash -*_hash
  -modulus -pubkey -purpose -email -ext -alias -nameopt -certopt -checkend -checkhost -checkip -checkemail -ocsp_uri -ocspid -connect
  -servername -showcerts -brief -CAfile -CApath -verify* -starttls -cert -key -certform -keyform -pass -passin -passout -cipher -ciphersuites
  -tls1* -no_tls* -no_ssl* -ssl3 -dtls* -alpn -status -prexit -state -debug -msg -proxy -quiet -ign_eof -4 -6 -host -port -crlf
  -tlsextdebug -untrusted -trusted -partial_chain -crl_check* -attime -hex -base64 -d -a -A -e -k -K -iv -S -salt -nosalt -p -pbkdf2
  -iter -md -sha* -md5 -aes* -nodes -noenc -nokeys -nocerts -clcerts -cacerts -info -legacy -check -pubin -pubout -url -issuer -header
  -no_nonce -nonce -resp_text -req_text -respin -reqin -VAfile -trust_other -no_cert_verify -v -V -s -stdname -help -1 -5 -6 -stdin -apr1
  -print_certs -strparse -i -offset -length -dump -oid -reconnect -sess_in -xmpphost -name -bugs -curves -groups -sigalgs -binary -c
  -policy* -x509_strict -signature -verify_return_error -req -reqopt -b`

/** Network diagnosis, transfer, certificates, monitoring. */
export const network: Family = {
  'restic, borg': {
    read: 'snapshots, stats, check, ls, find, diff, cat, list, info, version, dump, key list, cache --cleanup',
    change: 'backup, create, init, unlock, copy, tag',
    destroy: 'restore, extract, forget, prune, delete, compact, rewrite, recover, repair, key',
    local: 'self-update, mount, cache, generate',
    values: '-r --repo -p --password-file',
    lower: {'--dry-run': 'read', '-n': 'read'},
    raise: {'check --repair': 'destroy'},
    always: {
      '--password-command': 'unknown',
      '--rsh': 'unknown',
      '--remote-path': 'unknown',
      'restic -o': 'unknown',
      'dump -t': 'local',
      'dump --target': 'local',
    },
  },
  'dig, delv, host, drill, whois, traceroute, traceroute6, tracepath, mtr, arping, ipcalc, sipcalc, netstat, fping, hping3, iperf, iperf3, speedtest, doggo, kdig, ssh-keyscan, httpstat, tcping, nping, sslscan, testssl, testssl.sh, sslyze, lldpcli, iftop-cli, nicstat, wscat-ping, arp-scan':
    {
      any: 'read',
      values: '-p -t -c -i -W -w -m -q -s -oN -oX -oA -o',
      raise: {
        'hping3 --flood': 'destroy',
        'arping -s': 'change',
        'arping -U': 'change',
        'arping -A': 'change',
      },
      screen: 'mtr',
      scripted: `mtr -r, mtr --report, mtr -w, mtr --report-wide, mtr --json, mtr -j, mtr --csv, mtr -C,
        mtr -x, mtr --raw`,
      endless: 'netstat -c, iperf3 -s, iperf -s, tcping',
      bounded: 'tcping -c, tcping -x',
    },
  nslookup: {any: 'read', interactive: '.', session: '.', singleDash: true},
  ...addressing,
  iw: {
    read: 'list, dev, dev * info, dev * link, dev * scan, dev * station dump, reg get, phy, phy * info',
    change: 'dev * set *, dev * connect *, reg set *',
    destroy: 'dev * disconnect, dev * del',
  },
  'ping, ping6': {
    any: 'read',
    values: '-c -i -W -w -s -I -t',
    raise: {'-f': 'change'},
    endless: '*',
    bounded: '-c, -w',
  },
  'ifup, dhclient, netplan': {
    any: 'change',
    raise: {'netplan apply': 'destroy', 'dhclient -r': 'destroy', 'netplan try': 'destroy'},
    lower: {'netplan get': 'read', 'netplan status': 'read'},
  },
  ifdown: {any: 'destroy'},
  pfctl: {
    any: 'unknown',
    values: '-s -t -T -F -f -k -K -i -a -x -p -D -o',
    lower: {'-s': 'read', '-T=show': 'read', '-T=test': 'read', '-T=add': 'change', '-e': 'change'},
    raise: {'-f': 'change'},
    always: {
      '-F': 'destroy',
      '-d': 'destroy',
      '-k': 'destroy',
      '-K': 'destroy',
      '-T=delete': 'destroy',
      '-T=flush': 'destroy',
      '-T=kill': 'destroy',
      '-z': 'change',
      '-T=replace': 'destroy',
      '-T=expire': 'destroy',
      '-T=add': 'change',
      '-f': 'change',
      '-e': 'change',
    },
  },
  'nc, ncat, netcat, socat, wscat, websocat, grpcurl': {
    any: 'unknown',
    read: 'list *, describe *',
    values: '-w -p -i -q -s',
    lower: {'-z': 'read'},
    endless: '-l',
    interactive: 'wscat, nc *, ncat *, netcat *, websocat *',
    session: 'wscat *, nc *, ncat *, netcat *, websocat *',
    scripted: '-z, -l, -zv, -vz',
  },
  'ssh-add, ssh-keygen, ssh-copy-id, ssh-agent, gpgconf, gpg-agent': {
    any: 'local',
    raise: {'ssh-copy-id *': 'change', 'ssh-add -D': 'local', 'ssh-keygen -R': 'local'},
    lower: {
      'ssh-add -l': 'read',
      'ssh-add -L': 'read',
      'ssh-keygen -l': 'read',
      'ssh-keygen -lf': 'read',
      'ssh-keygen -F': 'read',
      'ssh-keygen -y': 'read',
    },
    always: {
      'ssh-keygen -D': 'unknown',
      'ssh-keygen -p': 'local',
      'ssh-keygen -A': 'local',
      'ssh-keygen -R': 'local',
    },
    values: '-f -t -b -C -N -F',
    interactive: 'ssh-keygen, ssh-copy-id *',
    scripted: '-N, -q, -l, -R, -F, -y, -lf, -i',
  },
  scp: {local: '*', values: '-i -P -o -l -F -J -c -S'},
  'gpg, gpg2': {
    any: 'local',
    always: {'-o': 'local', '--output': 'local'},
    values: `-r --recipient -u --local-user -o --output --homedir --keyserver --passphrase --pinentry-mode
      --cipher-algo`,
    lower: {
      '-d': 'read',
      '--decrypt': 'read',
      '-k': 'read',
      '-K': 'read',
      '--list-keys': 'read',
      '--list-secret-keys': 'read',
      '--verify': 'read',
      '--fingerprint': 'read',
      '--export': 'read',
      '--version': 'read',
      '--list-packets': 'read',
      '--show-keys': 'read',
      '--card-status': 'read',
      '--list-sigs': 'read',
      '--check-sigs': 'read',
      '--list-signatures': 'read',
      '--with-colons': 'read',
      '--export-secret-keys': 'read',
    },
    raise: {
      '--delete-keys': 'destroy',
      '--delete-secret-keys': 'destroy',
      '--send-keys': 'change',
      '--delete-key': 'destroy',
    },
    only: `-d --decrypt -k -K --list-keys --list-secret-keys --list-public-keys --verify --fingerprint --export --export-secret-keys
      --armor -a --batch --yes --no-tty -q --quiet -v --verbose -r --recipient -u --local-user --homedir --passphrase
      --passphrase-file --passphrase-fd --pinentry-mode --with-colons --keyid-format --with-fingerprint --with-subkey-fingerprint
      --with-keygrip --no-default-keyring --keyring --card-status --list-sigs --list-signatures --check-sigs --status-fd --logger-fd
      --list-packets --show-keys --dry-run -n --with-secret --trust-model --always-trust --use-agent --no-options`,
    session: '--edit-key, --card-edit, --edit-card',
    interactive:
      '--edit-card, --card-edit, --gen-key, --full-generate-key, --edit-key, --full-gen-key, --quick-generate-key',
  },
  openssl: {
    read: `x509, verify, rand, dgst, version, s_client, asn1parse, crl, ciphers, speed, errstr, list,
      passwd, prime, sha256, md5, sha1, base64, s_time, ocsp, help, enc, rsa, ec, pkey, pkcs12, req, pkcs7,
      pkcs8`,
    local: 'genrsa, genpkey, ecparam, dhparam, dsaparam, gendsa, ca, cms, smime, rehash, spkac',
    values: `-in -inform -outform -connect -servername -CAfile -cert -key -days -subj -passin -cipher -starttls`,
    flags: '-noout -showcerts -text -dates -brief',
    singleDash: true,
    only: opensslReading,
    raise: {
      '-out': 'local',
      '-keyout': 'local',
      '-writerand': 'local',
      '-respout': 'local',
      '-reqout': 'local',
      '-sess_out': 'local',
      '-keylogfile': 'local',
      '-msgfile': 'local',
      '-ct_out': 'local',
      'ca -revoke': 'destroy',
      'req -x509': 'local',
      'req -new': 'local',
      'x509 -req': 'local',
      'pkcs12 -export': 'local',
    },
    interactive: 's_client',
    session: 's_client',
    scripted: 's_client -brief',
    endless: 's_server',
  },
  'promtool, amtool, logcli, mimirtool, cortextool, lokitool, jaeger-query, promlens': {
    read: `check *, query *, query, test *, alert query, alert, silence query, config show, config routes *,
      check-config, labels, series, instant-query, stats, cluster show, template render, tsdb analyze,
      tsdb list, tsdb dump, debug *, rules list, rules print, rules get, rules lint, rules check,
      alertmanager get, analyze *, volume, volume_range, config routes, rules diff, config get, promql *,
      acl *, bucket-validation, alertmanager verify`,
    change: `silence add, alert add, rules load, rules sync, alertmanager load, push metrics,
      silence import, silence update, rules prepare, config load`,
    destroy: 'silence expire, rules delete, alertmanager delete, rules delete-namespace',
    local: 'tsdb create-blocks-from *, tsdb bench *, remote-read *, backfill',
    values: `--alertmanager.url --config.file --addr --limit --since --from --to --org-id -o --output
      --address --id --key`,
    flags: '-q --quiet',
    endless: 'query --tail, query -f, query --follow',
  },
  thanos: {
    read: 'tools bucket ls, tools bucket inspect, tools bucket web, tools bucket verify, tools rules-check',
    destroy: `tools bucket cleanup, tools bucket rewrite, tools bucket retention, tools bucket mark,
      tools bucket downsample`,
    change: 'tools bucket replicate, tools bucket upload-blocks',
    endless: 'tools bucket web, sidecar, store, query, compact, receive, rule, query-frontend',
    values: '--objstore.config --objstore.config-file --log.level',
    raise: {'--repair': 'destroy', '--delete-blocks': 'destroy'},
    unknown: 'sidecar, store, query, compact, receive, rule, query-frontend',
  },
  'gunicorn, uvicorn, celery, puma, sidekiq, unicorn, passenger, passenger-config, passenger-status, passenger-memory-stats, sidekiqctl':
    {
      any: 'unknown',
      read: 'inspect *, status, report, list',
      destroy: 'control shutdown, purge, restart-app, stop, restart, control *',
      change: 'reload',
      values: '-A -b -w -k',
      endless: 'gunicorn, uvicorn, celery worker, celery beat, puma, sidekiq, unicorn',
      lower: {'passenger-status': 'read', 'passenger-memory-stats': 'read'},
    },
  'consul-template, envconsul, confd, tailscale, cloudflared, ngrok, wireguard, openvpn, teleport, tsh, tctl, boundary, warp-cli, cloudflared-tunnel':
    {
      any: 'unknown',
      read: `status, ip, netcheck, ping, version, ls, whois, dns status, file ls, tunnel list, tunnel ls, tunnel vnet list, tunnel info, apps ls, db ls, kube ls,
        clusters, config, recordings ls, get, users ls, tokens ls, nodes ls`,
      local: 'up, login, kube login, db login, logout, apps login',
      destroy: 'down, tunnel delete, tunnel cleanup, rm, lock, users rm, tokens rm',
      endless: `cloudflared tunnel run, ngrok http, ngrok tcp, cloudflared tunnel --url, tunnel run,
        db connect, proxy *`,
      interactive: 'login, ssh, tsh ssh, db connect, teleport, kube login',
      shell: 'ssh, tsh ssh',
      session: 'db connect',
    },
}
