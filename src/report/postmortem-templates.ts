/** The headings and questions of a post-mortem; `{{name}}` alone on a line is a generated part. In our own words. */
const srebook = `# Post-mortem: {{title}}

**Date:** {{date}}
**Authors:** TODO
**State of this document:** draft

{{facts}}

## Summary

TODO: two or three sentences for somebody who was not there.

## Impact

{{impact}}

TODO: who could not do what, and how many of them; what it cost.

## Contributing factors

TODO: what made it possible, and what made it last. The record says what happened, not why.

{{signals}}

## Trigger

TODO: what set it off.

## Detection

TODO: what told us, and what could have told us sooner.

{{metrics}}

## Resolution

TODO: what ended it.

{{decisions}}

## Action items

TODO: for each an owner, a kind (prevent, detect, mitigate) and a ticket.

{{follow-ups}}

## Lessons

### What went well

TODO

### What went badly

TODO

### Where we were lucky

TODO

## Timeline

{{gantt}}

{{timeline}}

## Runbook feedback

{{feedback}}

## Evidence

{{evidence}}
`

const pagerduty = `# Post-mortem: {{title}}

**Owner of this document:** TODO
**Review meeting:** TODO
**State of this document:** draft

{{facts}}

## Overview

TODO: what happened, for how long, and to whom, in a few sentences.

## What happened

TODO: the story in order, as people lived it.

## Contributing factors

TODO: everything that had a part in it; seldom is it one thing. The record says what happened, not why.

{{signals}}

## Resolution

TODO: what was tried, what helped, and how that was known.

{{decisions}}

## Impact

{{impact}}

{{metrics}}

TODO: figures of customers, requests, money; tickets that came in.

## Responders

{{people}}

## Timeline

{{gantt}}

{{timeline}}

## How did we do

### Well

TODO

### Not so well

TODO

{{feedback}}

## Action items

TODO: for each an owner and a ticket.

{{follow-ups}}

## Messages

### Sent during the incident

{{communication}}

### To customers, afterwards

TODO

## Evidence

{{evidence}}
`

const short = `# Post-mortem: {{title}}

{{facts}}

## What happened

TODO: a paragraph.

{{impact}}

## Why

TODO: what made it possible, and what made it last.

{{signals}}

## What we do about it

TODO: for each an owner.

{{follow-ups}}

## Timeline

{{timeline}}

{{metrics}}

## Runbook feedback

{{feedback}}
`

/** The templates that are part of the tool, by name. */
export const postmortemTemplates = {srebook, pagerduty, short} as const
