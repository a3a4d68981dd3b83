import type {Family} from '../rule.ts'

/** Clients of the services that keep code. */
export const forge = (): Family => ({
  gh: {
    read: `pr list, pr view, pr status, pr checks, pr diff, run list, run view, run watch, issue list,
      issue view, issue status, repo list, repo view, release list, release view, workflow list,
      workflow view, status, auth status, auth token, secret list, variable list, variable get, search *,
      gist list, gist view, cache list, label list, ruleset list, ruleset view, ruleset check, project list,
      project view`,
    local: `pr checkout, repo clone, run download, release download, alias *, config *, extension *, ext *,
      auth setup-git, browse, gist clone, auth switch, repo set-default`,
    unknown: 'extension exec, ext exec',
    change: `pr create, pr comment, pr edit, pr review, pr ready, pr reopen, issue create, issue comment,
      issue edit, issue reopen, workflow run, workflow enable, run rerun, release create, release upload,
      release edit, variable set, label create, label edit, repo fork, repo create, repo edit,
      gist create, gist edit, repo sync, issue develop, issue pin, pr update-branch`,
    destroy: `pr merge, pr close, issue close, issue delete, issue transfer, run cancel, run delete,
      release delete, release delete-asset, secret set, secret delete, variable delete, repo delete, repo archive,
      repo rename, workflow disable, cache delete, label delete, gist delete, issue lock`,
    values: '-R --repo -H --hostname -L --limit -b --branch -w --workflow --json -q --jq -e --env -o --org',
    interactive: 'auth login, auth refresh',
    scripted: 'auth login --with-token',
    starts: 'workflow run',
    endless: 'run watch',
    bounded: 'run watch',
  },
  glab: {
    read: `mr list, mr view, mr diff, ci list, ci status, ci view, issue list, issue view, release list,
      repo view`,
    change: 'mr create, mr note, issue create, ci run, ci retry',
    destroy: 'mr merge, mr close, issue close, ci cancel, ci delete',
    starts: 'ci run',
    values: '-R --repo',
  },
})
