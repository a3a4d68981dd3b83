import type {Family} from '../rule.ts'

/** Accounts, directories, certificates and the search for intruders. */
export const security: Family = {
  'ldapsearch, ldapwhoami, ldapcompare, ldapurl, slapcat, klist, wbinfo, adinfo, faillog, aide, tripwire, rkhunter, chkrootkit, unhide, lynis, oscap, clamdscan, ausyscall, auvirt, yara, binwalk, volatility, capinfos, zeek-cut, hash-identifier, ssdeep':
    {
      any: 'read',
      only: `-0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -A -B -C -D -E -G -H -I -K -L -LL -LLL -N -P -Q -R -S -T -U -V -W -X -Y -Z -ZZ -a -b -c -d -e -f -g -h -i -k
        -l -n -o -p -q -s -t -u -v -w -x -y -z --check --config --compare --report --limit --sk --skip-keypress --rwo --cronjob --nocolors
        --report-warnings-only --list --versioncheck --enable --disable --ping --ping-dc --own-domain --all-domains --trusted-domains
        --domain-* --user-* --uid-* --gid-info --group-info --name-to-sid --sid-to-* --online-status --getdcname --dsgetdcname --verbose
        --separator --check-secret --quick --quiet --no-colors --no-log --pentest --tests --auditor --check-all --profile
        --oval-results --fetch-remote-resources --rule --cpe --multiscan --fdpass --no-summary --infected --stream --signature
        --entropy --opcodes --raw --length --offset --kdbx --all --start --end --interpret --key --message --success --failed --user`,
      always: {
        'oscap --results': 'local',
        'oscap --results-arf': 'local',
        'oscap --report': 'local',
      },
      raise: {
        'tripwire -m': 'unknown',
        'slapcat -l': 'local',
        'aide --init': 'local',
        'aide --update': 'local',
        'tripwire --update': 'local',
        'tripwire --init': 'local',
        'oscap --remediate': 'change',
        'oscap xccdf remediate': 'change',
        'rkhunter --propupd': 'local',
        'rkhunter --update': 'local',
        'binwalk -e': 'local',
        'clamdscan --remove': 'destroy',
        'clamdscan --move': 'destroy',
        'faillog -r': 'change',
        'faillog --reset': 'change',
        'faillog -m': 'change',
        'lynis update': 'local',
      },
      interactive: 'rkhunter',
      scripted: 'rkhunter --sk, rkhunter --skip-keypress, rkhunter --rwo, rkhunter --cronjob',
    },
  clamscan: {
    any: 'read',
    raise: {'--remove': 'destroy', '--move': 'destroy', '--copy': 'local', '-l': 'local', '--log': 'local'},
  },
  freshclam: {any: 'local'},
  'ldapadd, ldapmodify, ldappasswd, ldapmodrdn': {
    any: 'change',
    raise: {'ldapmodrdn -r': 'destroy'},
    interactive: 'ldappasswd -S',
  },
  'ldapdelete, slapadd, kdestroy': {any: 'destroy', lower: {kdestroy: 'local'}},
  'kinit, kpasswd, kvno': {any: 'local', interactive: 'kinit *, kinit', scripted: '-k, -kt, -R'},
  'kadmin, kadmin.local': {any: 'unknown', interactive: '.', session: '.'},
  'pam_tally2, faillock': {any: 'read', raise: {'--reset': 'change', '-r': 'change'}},
  auditctl: {
    any: 'unknown',
    lower: {'-l': 'read', '-s': 'read'},
    raise: {'-D': 'destroy', '-d': 'destroy', '-w': 'change', '-a': 'change'},
  },
  'realm, adcli, sssctl, sss_cache, ipa, samba-tool, smbstatus, smbclient, testparm, pdbedit, smbpasswd': {
    any: 'unknown',
    read: `list, discover *, discover, info *, info, * list, * show *, * show, user-find, user-find *, user-show *, group-find *, group-show *, host-find *,
      host-show *, ads info, ads status, ads testjoin, rpc testjoin, testjoin, domain-list, domain-status *, user-checks *, user list, group list, ping,
      user-status *, config-check, dns query *, drs showrepl, processes, getlocalsid, cert-find *, cert-show *, sudorule-find *`,
    change: `join *, join, user-add *, group-add *, group-add-member *, host-add *, user-unlock *, user-enable *, user add *, user create *, user enable *,
      permit *, user-mod *, group addmembers *, dns add *`,
    destroy: `leave, leave *, deny *, user-del *, user-disable *, group-del *, group-remove-member *, host-del *, user delete *, user disable *,
      user setpassword *, passwd *, delete-computer *, reset-computer *, cache-remove *, cache-remove, cert-revoke *, ads leave, dns delete *,
      group removemembers *, conf delparm *, host-disable *`,
    lower: {
      smbstatus: 'read',
      'smbstatus *': 'read',
      'testparm *': 'read',
      testparm: 'read',
      'pdbedit -L': 'read',
      'smbclient -L': 'read',
    },
    raise: {
      'sss_cache -E': 'change',
      'pdbedit -x': 'destroy',
      'smbpasswd -x': 'destroy',
      'smbpasswd -d': 'destroy',
      'smbpasswd -a': 'change',
    },
    interactive: 'smbclient',
    session: 'smbclient',
    scripted: 'smbclient -c, smbclient -L',
  },
  'ykman, yubico-piv-tool, ykinfo, fido2-token, pkcs11-tool, tpm2_getcap, pcsc_scan': {
    any: 'local',
    read: 'info, list, * info, * list, oath accounts list, oath accounts code, piv info, openpgp info, fido info, config-info, tpm2_getcap *',
    destroy: '* reset, * * reset, * * delete, * * delete-certificate, * delete',
    lower: {
      'fido2-token -L': 'read',
      'pkcs11-tool -L': 'read',
      'pkcs11-tool -O': 'read',
      ykinfo: 'read',
      'ykinfo *': 'read',
    },
    interactive: 'openpgp access *, piv access *, fido access *',
  },
  'step-ca, cfssl, easyrsa, lego, acme.sh, dehydrated, mkcert, certtool, keytool, certutil, getcert, ipa-getcert, certmonger, update-ca-certificates, update-ca-trust, cert-manager, certspotter':
    {
      any: 'unknown',
      read: `certificate inspect, certificate verify, certificate lint, certificate fingerprint, ca health, ca roots-info, ca root-info, info *, list, show-cert *, show-ca,
        show-req *, certinfo, dump *, verify *, connect *, check, crypto jwt inspect *, list-cas, status`,
      local: `crypto *, gencert *, genkey *, init-pki, gen-req *, build-ca *, build-client-full *, build-server-full *, mkcert *, ca bootstrap, genpkey, extract,
        import-req *, update-ca-certificates, ca roots, ca root, certificate create, bundle *, selfsign *`,
      change: `ca certificate, ca renew, ca token, run, renew, request *, sign-req *, sign *, resubmit *, update-ca-trust *, anchor *, update-ca-trust, start-tracking *`,
      destroy: `ca revoke, revoke, revoke *, stop-tracking *, ca init, certificate uninstall`,
      lower: {
        '--list': 'read',
        '-list': 'read',
        '-printcert': 'read',
        'certutil -L': 'read',
        'certutil -K': 'read',
        'certutil -V': 'read',
        'acme.sh --info': 'read',
        'certtool -i': 'read',
        'keytool -list': 'read',
      },
      raise: {
        '--issue': 'change',
        '--renew': 'change',
        '--install-cert': 'change',
        '--deploy': 'change',
        '--revoke': 'destroy',
        '--remove': 'destroy',
        '-delete': 'destroy',
        'certutil -D': 'destroy',
        '-importcert': 'change',
        '-import': 'change',
        '-genkeypair': 'local',
        '-genkey': 'local',
        '-exportcert': 'local',
      },
      values: '-alias -keystore -storepass -file -storetype -d -n -t -i --path --server --email --domains -d',
      singleDash: true,
    },
  'osqueryi, osqueryctl': {
    any: 'unknown',
    lower: {'--version': 'read', '-L': 'read'},
    interactive: 'osqueryi .',
    session: 'osqueryi .',
  },
  'trivy, grype, syft, gitleaks, trufflehog, semgrep, bandit, brakeman, checkov, tfsec, terrascan, kics, govulncheck, pip-audit, bundler-audit, bundle-audit, depcheck, sslyze, detect-secrets, osv-scanner, dockle, cargo-audit, dependency-check, retire, licensee, scc, cloc, tokei, vet, infracost, driftctl, terraform-docs, kubesec, conftest, opa, ggshield':
    {
      any: 'read',
      values: '-f --format -o --output --severity -c --config --report-path -r',
      unknown: `push, pull, exec, ci, configure, configure *, upload, comment, comment *, fix, patch, attest, publish, login, install, submit,
        protect, run`,
      local: 'update, db update, db delete, init, generate, convert',
      only: `-0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -a -b -c -d -f -i -l -ll -lll -m -n -p -q -s -t -v -x --format --severity --config --exit-code --ignore-unfixed
        --scanners --vuln-type --no-progress --light --skip-dirs --skip-files --timeout --quiet --verbose --debug --json --sarif --compact
        --framework --directory --file --image --source --redact --no-git --log-opts --baseline-path --only-verified --no-verification
        --since-commit --branch --fail --no-update --lang --metrics --error --exclude --include --recursive --policy --data --namespace
        --all-namespaces --db-repository --offline-scan --input --list-all-pkgs --pkg-types --path --soft-fail --check --skip-check
        --var-file --only-fixed --fail-on --only-allow --strict --lockfile --requirement --desc --all --no-color --insecure --platform
        --by-file --sort --ext --exclude-dir --vcs --git --username --report-format --ruleset --org --token --show-breakdown --tf-*`,
      raise: {
        '-o': 'local',
        '--output': 'local',
        '--report-path': 'local',
        '--report': 'local',
        'gitleaks -r': 'local',
        '--report-file': 'local',
        '--output-file*': 'local',
        '--out': 'local',
        '--reset': 'local',
        '--clear-cache': 'local',
        '-w': 'local',
        '--fix': 'local',
        'pip-audit --fix': 'local',
        'semgrep --autofix': 'local',
        'terraform-docs --output-file': 'local',
        'opa run': 'unknown',
        'opa build': 'local',
        'vet auth': 'local',
        'trivy server': 'unknown',
        'trivy clean': 'local',
        'trivy plugin': 'unknown',
      },
      endless: 'trivy server, opa run --server',
    },
}
