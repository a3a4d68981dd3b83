import type {Effect} from '../../../model/effect.ts'
import type {Argument} from '../argument.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {codeDestroys} from './code.ts'

interface Tasks {
  read: RegExp
  local: RegExp
  change: RegExp
  destroy: RegExp
  session: RegExp
  server: RegExp
}

/** Tasks of Ruby on Rails and rake. */
export function rails(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  return byTask(args, scope, name, {
    read: /^(?:routes|about|stats|notes|initializers|middleware|db:migrate:status|db:version|-T|--tasks|zeitwerk:check|time:zones:all|secret|gitlab:(?:check|env:info|doctor:secrets|[a-z_]+:check)|gitlab:geo:status)$/,
    local:
      /^(?:generate|g|new|assets:precompile|test|spec|tmp:create|db:test:prepare|db:schema:dump|db:structure:dump)$/,
    change: /^(?:db:migrate|db:migrate:up|db:create|db:seed|db:prepare|db:setup|searchkick:reindex.*)$/,
    destroy:
      /^(?:db:(?:drop|reset|rollback|schema:load|structure:load|purge|migrate:(?:down|reset|redo)|truncate_all|seed:replant).*|destroy|d|(?:.*:)?(?:delete|destroy|purge|drop|remove|clear|wipe|reset|clobber)(?:[_:[].*)?)$/,
    session: /^(?:console|c|dbconsole|db|credentials:edit|secrets:edit)$/,
    server: /^(?:server|s)$/,
  })
}

/** Commands of Laravel. */
export function artisan(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  return byTask(args, scope, name, {
    read: /^(?:list|about|env|route:list|migrate:status|queue:failed|queue:monitor|schedule:list|db:show|db:table|model:show|event:list|help|horizon:status|config:show|channel:list)$/,
    local: /^(?:make:.*|key:generate|test|vendor:publish|storage:link|package:discover|stub:publish)$/,
    change:
      /^(?:(?:config|route|view|event|optimize|compiled):clear|clear-compiled|migrate|db:seed|up|queue:retry|config:cache|route:cache|view:cache|event:cache|optimize|schedule:run|horizon:continue|scout:import|passport:.*)$/,
    destroy:
      /^(?:down|migrate:(?:fresh|refresh|reset|rollback)|db:wipe|queue:(?:flush|clear|restart|forget|prune-.*)|cache:(?:clear|forget)|horizon:(?:terminate|pause|clear|purge|forget)|(?!(?:config|route|view|event|optimize|compiled):).*:(?:clear|delete|purge|prune|flush)|scout:flush)$/,
    session: /^(?:tinker|db)$/,
    server: /^(?:serve|queue:work|queue:listen|horizon|schedule:work)$/,
  })
}

/** Commands of Symfony's console. */
export function symfony(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const task = args.find(({value}) => !value.startsWith('-'))?.value
  const tells = args.some(({value}) => value === '--dump-sql')
  if (task === 'doctrine:schema:update') return seen(finding(tells ? 'read' : 'destroy', `${name} ${task}`))
  if (task === 'doctrine:migrations:migrate' && args.some(({value}) => /^(?:prev|first|0)$/.test(value)))
    return seen(finding('destroy', `${name} ${task}`, 'takes back migrations'))
  return byTask(args, scope, name, {
    read: /^(?:about|list|help|debug:.*|lint:.*|router:match|doctrine:migrations:(?:status|list|current|latest|up-to-date)|doctrine:schema:validate|doctrine:mapping:info|messenger:(?:stats|failed:show)|config:dump-reference|secrets:list|security:check|scheduler:debug)$/,
    local:
      /^(?:make:.*|doctrine:migrations:(?:diff|generate|dump-schema)|assets:install|importmap:.*|asset-map:compile|translation:.*)$/,
    change:
      /^(?:cache:(?:clear|warmup)|doctrine:(?:migrations:(?:migrate|version|sync-metadata-storage)|database:create|schema:create)|messenger:(?:failed:retry|setup-transports)|secrets:set|fos:elastica:populate|lexik:jwt:generate-keypair)$/,
    destroy:
      /^(?:doctrine:(?:database:drop|schema:drop|fixtures:load|migrations:(?:execute|rollup)|query:sql|cache:clear-.*)|cache:pool:(?:clear|delete|prune|invalidate-tags)|messenger:(?:failed:remove|stop-workers)|secrets:remove|.*:(?:delete|purge|remove|drop|reset|clear|truncate))$/,
    session: /^$/,
    server: /^(?:messenger:consume|server:(?:run|start)|scheduler:run)$/,
  })
}

/** Commands of Django. */
export function django(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  if (args[0]?.value === 'migrate' && args.slice(1).some(({value}) => value === 'zero'))
    return seen(finding('destroy', `${name} migrate`, 'takes back every migration of an application'))
  return byTask(args, scope, name, {
    read: /^(?:check|showmigrations|diffsettings|sqlmigrate|inspectdb|help|version|dumpdata|findstatic|sendtestemail-dry)$/,
    local: /^(?:makemigrations|startapp|startproject|collectstatic|compilemessages|makemessages|test)$/,
    change: /^(?:migrate|loaddata|createcachetable)$/,
    destroy:
      /^(?:flush|sqlflush|clearsessions|remove_stale_contenttypes|sendtestemail|reset_db|clear_cache|delete_.*|purge_.*|.*_delete|clear_.*)$/,
    session: /^(?:shell|shell_plus|dbshell|createsuperuser|changepassword)$/,
    server: /^(?:runserver|runserver_plus|qcluster|celery)$/,
  })
}

function byTask(args: readonly Argument[], {stdin}: Scope, name: string, tasks: Tasks): Seen | undefined {
  const words = args.filter(
    arg => !/^[A-Z_]+=/.test(arg.value) && (!arg.value.startsWith('-') || /^(?:-T|--tasks)$/.test(arg.value)),
  )
  const [task] = words
  if (!task || task.dynamic) return seen(finding('unknown', name))
  const called = `${name} ${task.value.slice(0, 60)}`
  if (/^(?:runner|r|shell|tinker)$/.test(task.value) && args.some(({value}) => codeDestroys(value)))
    return seen(
      finding('destroy', called, 'runs a program that seems to delete, stop or take back something'),
    )
  if (tasks.session.test(task.value) && !args.some(arg => /^(?:-c|--command|--execute)/.test(arg.value))) {
    if (stdin.text !== undefined && codeDestroys(stdin.text))
      return seen(finding('destroy', called, 'is told to delete, stop or take back something'))
    const open = finding('unknown', called, 'opens a session in which anything may be done')
    return seen(
      stdin.from === 'terminal'
        ? {
            ...open,
            interactive: `\`${called}\` opens a session of its own`,
            ...(/edit|password|superuser/.test(task.value) ? {} : {session: {shell: false, shared: true}}),
          }
        : open,
    )
  }
  const writes = args.some(({value}) => /^(?:-o|--output)(?:=|$)/.test(value))
  if (tasks.server.test(task.value)) return seen(finding('unknown', called), `\`${called}\``)
  const order: Effect[] = ['destroy', 'change', 'local', 'read']
  const effect = order.find(candidate => tasks[candidate as 'read'].test(task.value)) ?? 'unknown'
  const dry = args.some(arg => /^(?:--plan|--check|--dry-run|--pretend)$/.test(arg.value))
  const found = dry && effect !== 'unknown' && effect !== 'destroy' ? 'read' : effect
  return seen(finding(found === 'read' && writes ? 'local' : found, called))
}
