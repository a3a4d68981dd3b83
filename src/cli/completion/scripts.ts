/** The shells that can complete our words. */
export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** Asks the tool itself what may come: the script need not know a command. A line each: the word, a tab, what it is. */
const ask = 'command runbook __complete'

const scripts: Record<Shell, string> = {
  bash: `# runbook completion for bash; in ~/.bashrc: source <(runbook completion bash)
_runbook() {
  local word about
  COMPREPLY=()
  while IFS=$'\\t' read -r word about; do
    COMPREPLY+=("$word")
    [[ $word == */ ]] && compopt -o nospace 2>/dev/null
  done < <(${ask} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _runbook runbook
`,
  zsh: `#compdef runbook
# runbook completion for zsh; in ~/.zshrc, after compinit: source <(runbook completion zsh)
_runbook() {
  local line
  local -a words_ folders
  while IFS= read -r line; do
    local word=\${line%%$'\\t'*} about=\${line#*$'\\t'}
    if [[ $word == */ ]]; then folders+=("$word")
    else words_+=("\${word//:/\\\\:}:$about")
    fi
  done < <(${ask} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#words_} )) && _describe -t runbook runbook words_ -Q
  (( \${#folders} )) && compadd -Q -S '' -- $folders
}
compdef _runbook runbook
`,
  fish: `# runbook completion for fish; in ~/.config/fish/config.fish: runbook completion fish | source
function __runbook_complete
  set -l before (commandline -opc)
  ${ask} -- $before[2..] (commandline -ct) 2>/dev/null
end
complete -c runbook -f -a '(__runbook_complete)'
`,
}

/** The script that a shell reads to complete our words. */
export function completionScript(shell: Shell): string {
  return scripts[shell]
}
