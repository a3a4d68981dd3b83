import type {Family} from '../rule.ts'

/** Infrastructure as code, and what keeps machines as it says. */
export const infrastructure: Family = {
  'terraform, tofu, terragrunt': {
    read: `plan, show, output, validate, state list, state show, state pull, providers, providers schema,
      version, graph, workspace list, workspace show, metadata functions, plan-all, output-all,
      run-all plan, validate-inputs, graph-dependencies`,
    local: `init, get, fmt, workspace select, workspace new, providers lock, providers mirror, login,
      logout, hclfmt, console`,
    // Its tests create what they test, and delete it again.
    change: 'test, import, untaint, state mv, state replace-provider, refresh, taint',
    destroy: `apply, destroy, state rm, state push, workspace delete, force-unlock, apply-all, destroy-all,
      run-all apply, run-all destroy`,
    values: '-chdir -var -var-file -target -state -out -lock-timeout -parallelism -backend-config',
    singleDash: true,
    raise: {
      'plan -destroy': 'read',
      'plan -out': 'local',
      'plan -generate-config-out': 'local',
      'plan -state-out': 'local',
      'terragrunt --terragrunt-tfpath': 'unknown',
      'terragrunt --tf-path': 'unknown',
      'init -migrate-state': 'change',
      'init -force-copy': 'destroy',
    },
    lower: {'fmt -check': 'read'},
    always: {'fmt -write=true': 'local'},
    session: 'console',
    interactive: 'apply, destroy, console, login, force-unlock',
    scripted: `apply -auto-approve, apply --auto-approve, destroy -auto-approve, destroy --auto-approve,
      force-unlock -force, apply -input=false, apply *.tfplan, apply *plan*,
      apply --terragrunt-non-interactive`,
    says: {
      apply: 'applies a configuration, which may replace or delete',
      destroy: 'deletes everything it manages',
    },
  },
  pulumi: {
    read: `preview, stack ls, stack output, stack, config, config get, about, whoami, logs, version,
      stack history, stack graph, policy ls`,
    local: 'login, logout, stack select, new, stack init, install, stack export, plugin *',
    change: 'import, config set, refresh',
    destroy: 'up, update, destroy, cancel, stack rm, stack import, state delete, config rm, stack rename',
    values: '-s --stack -C --cwd',
    raise: {'preview --save-plan': 'local', 'preview --import-file': 'local'},
    endless: 'logs -f, logs --follow',
    interactive: 'up, destroy, refresh, login',
    scripted:
      'up --yes, up -y, destroy --yes, destroy -y, refresh --yes, refresh -y, up -f, up --skip-preview',
  },
  'cdk, sam, serverless, sls, copilot, eb, eksctl, ecs-cli, chalice, amplify, sst': {
    read: `ls, list, diff, doctor, metadata, docs, validate, logs, list *, get *, info,
      status, health, events, printenv, svc status, svc logs, app ls, app show, env ls, env show, svc ls,
      svc show, utils describe-*, version, ps, print, svc logs, job logs`,
    local:
      'synth, synthesize, init, build, package, local *, use, console, generate, utils write-kubeconfig, env pull',
    change: `deploy, bootstrap, create, create *, svc deploy, env deploy, job deploy, setenv, upgrade,
      upgrade *, app init, invoke, push, publish, enable *, scale *, associate *, associate-iam-oidc-provider, register *, utils *,
      job run`,
    destroy: `destroy, delete, delete *, remove, rollback, terminate, restart, abort, swap, svc delete,
      app delete, env delete, svc pause, restore, scale, drain *, replace *, disassociate *, deregister *, unset *, unset, svc rollback,
      rebuild, rm, stop`,
    endless: 'logs --tail, logs -t, logs --follow, logs --stream, svc logs --follow, dev',
    interactive: 'ssh, svc exec',
    unknown: 'dev, ssh, svc exec, run',
    shell: 'ssh, svc exec',
    values:
      '--stack-name --stage -s --region --profile --app -a -e --env -n --name --cluster -f -c --context',
    raise: {'eksctl upgrade': 'destroy', 'logs --all': 'local', 'logs --zip': 'local', 'logs -z': 'local'},
    lower: {'deploy --no-execute-changeset': 'change', '--dry-run': 'read'},
  },
  puppetserver: {
    read: 'ca list',
    change: 'ca sign, ca generate, ca setup, ca import, reload',
    destroy: 'ca clean, ca revoke, ca delete, ca prune, ca migrate, stop',
  },
  puppet: {
    read: 'config print, facts, cert list, ca list, resource, resource *, resource * *, module list, lookup, parser validate, node find, help',
    change: 'agent, apply, cert sign, ca sign, ca generate, module install, resource * * *',
    destroy:
      'resource * * ensure=absent, resource * * ensure=stopped, cert clean, cert revoke, ca clean, ca revoke, node clean, node deactivate, node purge, module uninstall',
    lower: {
      'agent --noop': 'read',
      'apply --noop': 'read',
      'agent --fingerprint': 'read',
      'agent --configprint': 'read',
    },
    raise: {'agent --disable': 'destroy'},
    always: {'agent --disable': 'destroy'},
  },
}
