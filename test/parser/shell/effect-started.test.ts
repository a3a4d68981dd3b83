import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {expectEffects} from './expect-effects.ts'

expectEffects('what is started by a name that says what it does', {
  change: [
    'gh workflow run deploy.yml -f env=staging',
    'argo submit nightly-report.yaml',
    'kubectl create job report-1 --from=cronjob/report',
    'gcloud run jobs execute daily-report --region europe-west1',
    'jenkins-cli build deploy-web',
    'az containerapp job start -n report -g ops',
  ],
  destroy: [
    'gh workflow run db-restore.yml --field BACKUP_ID=latest',
    'glab ci run --variables TASK:rollback',
    'kubectl create job wipe-1 --from=cronjob/purge-users',
    'aws codebuild start-build --project-name teardown-staging',
    'argo submit drop-index.yaml',
    'gcloud run jobs execute pgrestore-main --region europe-west1',
    'gcloud scheduler jobs run purge-sessions',
    'jenkins-cli build rollback-web',
    'az pipelines run --name rollback',
    'az automation runbook start --name stop-vms',
  ],
})

test('a plugin of kubectl is known by its own name', () => {
  const {effect, endless} = analyseShell('kubectl relay host/mq 4430:443')
  expect({effect, endless: endless !== undefined}).toEqual({effect: 'local', endless: true})
})
