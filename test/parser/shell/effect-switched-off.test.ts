import {expectEffects} from './expect-effects.ts'

expectEffects('what is switched off or emptied by the value of an option', {
  destroy: [
    'az network traffic-manager endpoint update --endpoint-status Disabled -n x',
    'az ad user update --id u --account-enabled false',
    'az containerapp update --min-replicas 0 --max-replicas 0 -n x',
    'aws autoscaling set-instance-health --instance-id i --health-status Unhealthy',
    'aws s3api put-bucket-versioning --bucket b --versioning-configuration Status=Suspended',
    'gcloud sql instances patch x --activation-policy=NEVER',
    'openstack compute service set --disable host nova-compute',
    'helm upgrade x y --set replicaCount=0',
  ],
  change: [
    'kubectl label nodes --all maintenance=inactive',
    'kubectl annotate pods --overwrite offline --all',
    'az network traffic-manager endpoint update --endpoint-status Enabled -n x',
    'az containerapp create --min-replicas 0 -n x',
    'aws ec2 create-tags --resources i --tags Key=state,Value=disabled',
    'openstack server set --description offline x',
    'az containerapp update --max-replicas 10 -n x',
    'kubectl run x --image=y --restart=Never',
  ],
})

expectEffects('what is changed by a command that it is given', {
  destroy: ['cf run-task app --command "rake db:drop"', 'az vm extension set --command "rm -rf /data"'],
  change: ['cf run-task app --command "rake db:migrate"', 'cf run-task app --name "rm old"'],
})

expectEffects('a tool that is told to keep people out', {
  destroy: ['bin/magento maintenance:enable'],
  unknown: ['bin/magento maintenance:status'],
})
