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
