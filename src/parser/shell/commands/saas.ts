import type {Family} from '../rule.ts'

const reading = `list, ls, get, show, describe, view, status, whoami, version, info, inspect, logs, search, history, find, read, export,
  * list, * ls, * get, * show, * describe, * view, * status, * info, * inspect, * logs, * history, * current, * search, * read,
  * * list, * * get, * * show, * * describe, help, completion, doctor, context, config list, config get, auth status, auth whoami`
const adding = `create, add, set, update, edit, deploy, upload, import, enable, start, resume, trigger, run, invite, send, apply, publish,
  * create, * add, * set, * update, * edit, * deploy, * upload, * import, * enable, * start, * resume, * trigger, * grant, * put,
  * finalize, * finish, * new, * * create, * * add, * * set, * * update, * link, * attach, * expand, * test, * schema-update`
const taking = `delete, rm, remove, destroy, stop, restart, cancel, disable, revoke, purge, reset, restore, rollback, kill, suspend, archive,
  rotate, promote, unset, * delete, * rm, * remove, * destroy, * stop, * restart, * cancel, * disable, * revoke, * purge, * reset,
  * restore, * rollback, * kill, * suspend, * archive, * rotate, * promote, * unset, * unlink, * pause, * demote, * failover,
  * * delete, * * rm, * * remove, * * destroy, * * restart, * * restore, * resolve, * acknowledge, pause, resize, * resize, * swap,
  * revert, * skip-revert, * unassign, * reassign, * detach, * transfer, * rename, * mute, * rewind`

/** Services that are asked through a command-line client of their own. */
export const saas = (): Family => ({
  'neonctl, turso, pscale, planetscale, xata, tigris, upstash, aiven, avn, atlas-cli, ccloud, confluent, crunchybridge, timescale, instaclustr, ecctl, qdrant':
    {
      read: `${reading}, connection-string, branches list, branches get, branch schema, branch diff, deploy-request diff,
        service topic-list, service user-list, service logs, service metrics, service queries, kafka topic list, cluster info`,
      local: `auth, login, logout, auth login, auth logout, set-context, context *, config set, org switch,
        service connection-info *, environment use *, kafka cluster use, branch switch, auth switch`,
      change: `${adding}, service backup-list, service database-create, service user-create, service topic-create, backup create,
        branches restore-dry, deploy-request create, deploy-request deploy, kafka topic produce`,
      destroy: `${taking}, branches restore, deploy-request close, service terminate, service update, service topic-delete, kafka topic delete,
        service user-password-reset, service task-create, kafka topic update`,
      unknown: 'psql, connect, shell, db shell, service cli, sql, * shell, * connect',
      interactive: 'auth, login, auth login, psql, shell, db shell, connect, service cli, * shell',
      session: 'psql, shell, db shell, connect, service cli, * shell',
      values:
        '--project-id --org --org-id --database --project --branch -o --output --service --cluster --environment --api-key',
      endless: 'logs -f, logs --follow, service logs -f, kafka topic consume',
    },
  'sentry-cli, datadog-ci, newrelic, honeymarker, grafana-cli, grr, pd, statuspage, checkly, snyk, sonar-scanner, dash0, ldcli, flagsmith':
    {
      read: `${reading}, test, monitor list, plugins ls, diff, incident list, incident log, issues list, releases list, query, nrql query,
        apm application search, entity search, metric query, flags list, send-test-dry`,
      local: 'login, auth login, config set, profile add, profiles add, pull',
      change: `${adding}, releases new, releases finalize, releases set-commits, sourcemaps upload, apm deployment create, monitor, apply,
        incident:create, event post, plugins install, plugins update`,
      destroy: `${taking}, incident ack, incident:ack, incident:resolve, incident:*, plugins uninstall, releases delete, event delete, toggle-*,
        admin reset-admin-password,
        flags toggle-*, monitor mute *`,
      values: '--org --project -o -p --api-key --account-id --log-level',
    },
  'op, bw, doppler, infisical, chamber, lpass, keybase, akeyless, conjur, teller, bws, dotenv-vault, credstash':
    {
      read: `${reading}, item get, item list, vault list, vault get, document get, secrets, secrets get, secrets get *, configs, projects,
      list items, get item, get password, sync, items list, account list, account get, user list, inject, getall, print, me, activity`,
      local:
        'secrets download, signin, signout, login, logout, unlock, lock, setup, configure *, configure, init, update, enclave *, export',
      change: `${adding}, configs clone *, write, import, put, secrets set, secrets upload, item create, item edit, encrypt, env-create`,
      destroy: `${taking}, item delete, secrets delete, vault delete, document delete, user suspend`,
      values: '--vault -p --project -c --config -e --env --session --account --format --projectId',
      always: {'-o': 'local', '--out-file': 'local'},
      lower: {'secrets download --no-file': 'read'},
      interactive: 'login, signin, unlock, setup',
      scripted: 'login --token, login --apikey, setup --no-interactive, unlock --raw',
    },
  'stripe, twilio, shopify, algolia, sanity, auth0': {
    read: `${reading}, balance retrieve, * retrieve, events retrieve, open, samples, * * retrieve, phone-numbers:list, api:core:*:list, apps list, tenants list`,
    local:
      'login, logout, config, init, link, tenants use, theme pull, theme dev, dataset export, plugins:install',
    change: `${adding}, listen, trigger, post, theme push, deploy, dataset import, api:core:messages:create, space import`,
    destroy: `${taking}, api:core:*:remove, post /v1/refunds, refunds create, subscriptions cancel, payment_intents cancel, delete, users delete, dataset delete`,
    endless: 'listen, logs tail, tail, theme dev',
  },
  'cloudsmith, jfrog, jf, nexus, artifactory, harbor, gcrane, oras, quay': {
    read: `${reading}, rt search, rt s, rt ping, rt curl -XGET, ping, tag ls, repo ls, discover, manifest fetch, pull-dry, rt bpr-dry, config show`,
    local: 'login, logout, pull, copy-local, rt dl, rt download, c add, config add, rt cp-local, blob fetch',
    change: `${adding}, push, tag, copy, attach, rt u, rt upload, rt cp, rt copy, rt bp, rt build-publish, rt set-props, rt build-promote`,
    destroy: `${taking}, rt del, rt delete, rt mv, rt move, rt delete-props, manifest delete, blob delete, rt bdi`,
  },
})
