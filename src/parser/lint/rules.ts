import {alternatives} from '../rules/alternatives.ts'
import {asks} from '../rules/asks.ts'
import {commentOnly} from '../rules/comment-only.ts'
import {consoleTag} from '../rules/console-tag.ts'
import {deadLink} from '../rules/dead-link.ts'
import {destroyUnverified} from '../rules/destroy-unverified.ts'
import {earlyExpansion} from '../rules/early-expansion.ts'
import {emptyGuard} from '../rules/empty-guard.ts'
import {endless} from '../rules/endless.ts'
import {fenceCommand} from '../rules/fence-command.ts'
import {fixedDate} from '../rules/fixed-date.ts'
import {languageSlip} from '../rules/language-slip.ts'
import {longBlock} from '../rules/long-block.ts'
import {missingOwner} from '../rules/missing-owner.ts'
import {missingSeverity} from '../rules/missing-severity.ts'
import {needsTerminal} from '../rules/needs-terminal.ts'
import {placeholder} from '../rules/placeholder.ts'
import {relativeCd} from '../rules/relative-cd.ts'
import {review} from '../rules/review.ts'
import {secretLiteral} from '../rules/secret-literal.ts'
import {secretOutput} from '../rules/secret-output.ts'
import {sessionExit} from '../rules/session-exit.ts'
import {shellFile} from '../rules/shell-file.ts'
import {shellOutput} from '../rules/shell-output.ts'
import {shellSql} from '../rules/shell-sql.ts'
import {standIn} from '../rules/stand-in.ts'
import {tableCommand} from '../rules/table-command.ts'
import {typographic} from '../rules/typographic.ts'
import {unreachableStep} from '../rules/unreachable-step.ts'
import {unsetVariable} from '../rules/unset-variable.ts'
import {untagged} from '../rules/untagged.ts'
import {parserRules} from './parser-rules.ts'
import type {Rule} from './rule.ts'

/** Every rule that looks at a parsed document. */
export const rules: readonly Rule[] = [
  alternatives,
  asks,
  commentOnly,
  consoleTag,
  deadLink,
  destroyUnverified,
  earlyExpansion,
  emptyGuard,
  endless,
  fenceCommand,
  fixedDate,
  languageSlip,
  longBlock,
  missingOwner,
  missingSeverity,
  needsTerminal,
  placeholder,
  relativeCd,
  review,
  secretLiteral,
  secretOutput,
  sessionExit,
  shellFile,
  shellOutput,
  shellSql,
  standIn,
  tableCommand,
  typographic,
  unreachableStep,
  unsetVariable,
  untagged,
]

/** The ids of all rules, those of the parser included, in order. */
export const ruleIds: readonly string[] = [...rules, ...parserRules].map(({id}) => id).sort()
