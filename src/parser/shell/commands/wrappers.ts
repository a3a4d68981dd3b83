import {listed} from '../rule.ts'
import {wordList} from '../word-list.ts'
import type {Wrapper} from './wrapper-rule.ts'

const sudo: Wrapper = {
  values: '-u --user -g --group -h --host -p --prompt -C -r -t -T -U -D -R --chdir',
  flags: '-n -E -H -b -k -S -A -i -s -P --preserve-env --login --shell --non-interactive',
  session: true,
}
const ssh: Wrapper = {
  skip: 1,
  values: '-i -p -o -l -F -J -L -R -D -b -c -e -m -w -W -E -I -O -Q -S -B -P',
  flags: '-t -T -tt -A -a -n -q -v -C -4 -6 -f -N -X -Y -x -M -K -k',
  shared: true,
  named: true,
  joined: true,
  session: true,
}
const kubectlExec: Wrapper = {
  skip: 1,
  dashes: true,
  shared: true,
  named: true,
  session: true,
  values: `-n --namespace -c --container --context --kubeconfig --cluster --pod-running-timeout -f
    --filename --user --as --request-timeout`,
  flags: '-i -t -it --stdin --tty -q --quiet',
}
const containerExec: Wrapper = {
  skip: 1,
  shared: true,
  named: true,
  session: true,
  strictTerminal: true,
  values: `-e --env -u --user -w --workdir --index --env-file --detach-keys -f --file -p --project-name
    --project-directory --profile -H --host --context`,
  flags: '-i -t -it -d --detach -T --no-TTY --privileged --interactive --tty --no-tty',
}
const credentials: Wrapper = {
  flags: '-e -l --shell --no-session',
  skip: 1,
  dashes: true,
  values: '-d --duration -p --profile -r --region',
}
const runIn: Wrapper = {named: true, shared: true, dashes: true}

/** By their leading words; the longest holds. */
const wrappers: Record<string, Wrapper> = {
  sudo,
  doas: {values: '-u -C', flags: '-n -s', session: true},
  time: {values: '-f -o', flags: '-p -v'},
  timeout: {
    skip: 1,
    values: '-s --signal -k --kill-after',
    flags: '--preserve-status --foreground -v',
    bounded: true,
  },
  gtimeout: {skip: 1, values: '-s -k', bounded: true},
  'nohup, setsid, unbuffer, builtin, busybox, caffeinate, torsocks, proxychains, proxychains4, chronic, winpty, rtk, catchsegv':
    {
      flags: '-p -f -w -i -c',
    },
  command: {flags: '-p -v -V'},
  exec: {values: '-a', flags: '-c -l'},
  nice: {values: '-n --adjustment'},
  ionice: {values: '-c -n', flags: '-t'},
  stdbuf: {values: '-i -o -e'},
  'chrt, taskset': {skip: 1, flags: '-f -r -b -o'},
  watch: {values: '-n --interval', flags: '-d -t -c -b -e -g -x -p', joined: true, endless: true},
  flock: {skip: 1, values: '-w -E -c', flags: '-n -x -s -e', text: '-c'},
  chroot: {skip: 1, shared: true, session: true, flags: '--skip-chdir', values: '--userspec --groups'},
  nsenter: {
    values: '-t --target -S -G -r -w',
    flags: '-m -u -n -i -p -a -F -C -U -T --mount --uts --ipc --net --pid --all --cgroup --user',
    dashes: true,
    shared: true,
    session: true,
  },
  'systemd-run': {
    values: '-p --property -u --unit',
    flags: '--scope --user -t -P',
    named: true,
    shared: true,
  },
  runuser: {skip: 0, values: '-u -g -c', text: '-c', flags: '-l', session: true},
  'aws-vault exec, gds aws, gds-cli aws, aws-okta exec, saml2aws exec, awsume, granted, assume, chamber exec, envchain':
    credentials,
  'op run, doppler run, infisical run, teller run, dotenvx run, dotenv, varlock run, phase run, berglas exec':
    {
      dashes: true,
      values: '-e -f --env-file --env -p --project -c --config -i --projectId --command',
      text: '--command',
    },
  'bundle exec, poetry run, uv run, pipenv run, npx, pnpx, bunx, pnpm exec, pnpm dlx, yarn dlx, npm exec, uvx, pipx run, mise exec, asdf exec, rye run, hatch run, pdm run, conda run, devbox run, nix develop':
    {values: '-p --package -n --name --with -C', flags: '-y --yes --no-install -q', dashes: true},
  'direnv exec': {skip: 1},
  'k3s kubectl, rke2 kubectl, k0s kubectl, microk8s kubectl, minikube kubectl, rancher kubectl': {
    as: 'kubectl',
  },
  'k3s crictl': {as: 'crictl'},
  'k3s ctr, k0s ctr, microk8s ctr': {as: 'ctr'},
  'microk8s helm, microk8s helm3': {as: 'helm'},
  'kubectl rook-ceph ceph': {as: 'ceph'},
  'kubectl rook-ceph rbd': {as: 'rbd'},
  'kubectl virt': {as: 'virtctl'},
  'kubectl linstor': {as: 'linstor'},
  'kubectl velero, oc velero': {as: 'velero'},
  'sail artisan': {as: 'artisan'},
  'flask db': {as: 'alembic'},
  'heroku pg:psql, heroku psql, fly postgres connect, fly pg connect, flyctl postgres connect, flyctl pg connect':
    {
      as: 'psql',
    },
  'cephadm shell': {
    ...runIn,
    values: '--fsid -n --name -c --config -k --keyring -m --mount -e --env -v --volume',
    session: true,
  },
  'lxc-attach': {...runIn, values: '-n --name -u -g -P', flags: '--clear-env --keep-env', session: true},
  'limactl shell, docker-machine ssh, vzctl exec, vzctl exec2, prlctl exec': {
    ...runIn,
    skip: 1,
    joined: true,
    session: true,
  },
  'kubectl exec, oc exec': kubectlExec,
  'oc rsh': kubectlExec,
  'docker exec, podman exec, nerdctl exec, crictl exec, docker container exec': containerExec,
  'docker compose exec, podman compose exec, nerdctl compose exec': containerExec,
  'lxc exec, incus exec, multipass exec': {...containerExec, dashes: true},
  'cf ssh, cf7 ssh, cf8 ssh': {
    ...runIn,
    skip: 1,
    values: '-c -i --command -k',
    text: '-c --command',
    session: true,
  },
  'juju ssh': {...ssh, values: '-m --model --proxy --ssh', flags: '--no-host-key-checks --pty --tty'},
  'juju exec': {
    ...runIn,
    values: '-m --model -u --unit -a --app --application --machine --timeout --wait --format -o --output',
    flags: '--all --background --parallel',
    joined: true,
  },
  'bosh ssh': {
    ...runIn,
    skip: 1,
    values: '-c --command -d --deployment -e --environment --opts -l --gw-host --gw-user --gw-private-key',
    flags: '-r --results -n --gw-disable --non-interactive',
    text: '-c --command',
    session: true,
  },
  'railway run': {...runIn, values: '-e --environment -s --service -p --project', flags: '--no-local'},
  'heroku run, heroku run:detached': {
    ...runIn,
    values: '-a --app -r --remote -s --size -e --env --type',
    flags: '-x --exit-code --no-tty --no-notify --no-launcher',
    optionsBehind: true,
  },
  'fly ssh console, flyctl ssh console, fly console, flyctl console': {
    ...runIn,
    values: '-a --app -C --command -r --region -u -c -g --machine',
    flags: '-s --select --pty -q',
    text: '-C --command',
    session: true,
  },
  'gcloud compute ssh': {
    ...runIn,
    skip: 1,
    values: '--command --zone --project --ssh-flag --ssh-key-file',
    flags: '--tunnel-through-iap --internal-ip',
    text: '--command',
    session: true,
  },
  'aws ecs execute-command': {
    ...runIn,
    values: '--cluster --task --container --command --region --profile',
    flags: '--interactive',
    text: '--command',
    session: true,
  },
  'vagrant ssh': {...runIn, skip: 1, values: '-c --command', text: '-c --command', session: true},
  'kamal app exec, kamal server exec, mrsk app exec': {
    ...runIn,
    values: '-d -r -p -h -v',
    flags: '-i --reuse --primary',
    joined: true,
  },
  'kamal accessory exec': {...runIn, skip: 1, flags: '-i --reuse', joined: true},
  'ssh, slogin': ssh,
  autossh: {...ssh, values: `${ssh.values} -M`},
  'tsh ssh': {
    ...ssh,
    values: `${ssh.values} --proxy --user --login --cluster --port --ttl --auth --identity --jumphost`,
    flags: `${ssh.flags} --tty --insecure --no-resume`,
  },
  mosh: {
    ...ssh,
    values: '-p --port --ssh --server --client --predict --family --bind-server --experimental-remote-ip',
    flags: '-4 -6 -a -n -o --local --no-init --no-ssh-pty',
    strictTerminal: true,
    terminal: true,
  },
  et: {
    ...ssh,
    values: `-p --port -u --username -c --command -t --tunnel -r --reversetunnel --jumphost --jport -k
      --keepalive --ssh-option --jserverfifo --serverfifo --terminal-path`,
    flags: '-x -e -N -f --kill-other-sessions --noexit --forward-ssh-agent --noterminal',
    text: '-c --command',
    strictTerminal: true,
    terminal: true,
  },
  sshpass: {values: '-p -f -d -P', flags: '-e -v'},
  'machinectl shell, machinectl login': {
    ...runIn,
    skip: 1,
    values: '-M --machine --uid -E --setenv -H --host -p --property',
    flags: '-q --quiet',
    session: true,
  },
  'knife ssh': {
    skip: 1,
    values: '-a -A -x -i -C --concurrency -P -G -p --ssh-user --attribute -c -E',
    flags: '-m --manual-list --no-host-key-verify',
    shared: true,
    named: true,
    joined: true,
  },
  // A tunnel to a database, for as long as the command behind it runs.
  'cf conduit, cf7 conduit, cf8 conduit': {
    skip: 1,
    dashes: true,
    values: '--app-name --org --space',
    session: true,
  },
  'nomad alloc exec, nomad exec': {
    ...runIn,
    skip: 1,
    values: '-task -job -namespace -address -region -e',
    flags: '-i -t -it',
    session: true,
  },
  'snap run': {},
  'pct exec, virsh exec': {skip: 1, shared: true, dashes: true, named: true},
  'pssh, parallel-ssh, pdsh, clush': {
    skip: 0,
    values: '-h -H -i -l -t -w -p -o -O -g',
    flags: '-a -A -S -b -B -q -L -N',
    shared: true,
    named: true,
    joined: true,
    session: true,
  },
}

let table: Map<string, Wrapper> | undefined

/** How the program of these words runs another, if it does. */
export function wrapperOf(words: string): Wrapper | undefined {
  table ??= new Map(
    Object.entries(wrappers).flatMap(([names, wrapper]) =>
      listed(names).map(name => [name, wrapper] as const),
    ),
  )
  return table.get(words)
}

let heads: Set<string> | undefined

/** Whether the words of a program that runs another begin with this one. */
export function beginsWrapper(word: string): boolean {
  heads ??= new Set(Object.keys(wrappers).flatMap(names => listed(names).map(name => name.split(' ')[0]!)))
  return heads.has(word)
}

/** Options that may stand between a program and its subcommand, with a value. */
export function optionsBefore(program: string): ReadonlySet<string> {
  return wordList(/^(?:kubectl|oc)$/.test(program) ? kubectlExec.values : beforeSubcommands)
}

const beforeSubcommands = `${containerExec.values} -e --environment -s --service -a --app --region --profile --project --filter -F -C --prefix -w`
