import type {Family} from '../rule.ts'

const compose = `ps, logs, config, images, ls, top, version, port, events, convert, stats, volumes`

/** Docker and its like; `docker-compose` is read as `docker compose`. */
export const container: Family = {
  'docker, podman, nerdctl': {
    read: `ps, images, logs, inspect, stats, top, info, version, events, diff, port, history, search, wait, network ls, network list, network inspect, volume ls, volume list, volume inspect, system df, system info,
      system events, image ls, image list, image inspect, image history, container ls, container list, container inspect, container logs, container stats, container top, container port, container diff,
      context ls, context show, context inspect, manifest inspect, buildx ls, buildx inspect, buildx imagetools inspect, buildx version, service ls, service ps, service inspect, service logs,
      node ls, node ps, node inspect, stack ls, stack ps, stack services, stack config, secret ls, secret inspect, config ls, config inspect, swarm join-token, plugin ls, scout *, pod ps, pod inspect, healthcheck run, sbom,
      buildx du, builder du, trust inspect, model list, ${compose
        .split(/,\s*/)
        .map(word => `compose ${word}`)
        .join(', ')}`,
    local: `build, pull, tag, login, logout, save, export, load, import, commit, image pull, image build, image tag, image save, image load, compose pull, compose build, buildx build, buildx create, buildx use, buildx bake, context use,
      context create, context update, buildx rm, image import, compose create, buildx install, plugin install`,
    change: `run, start, create, cp, update, rename, push, exec, attach, network create, network connect, volume create, container start, container run, container create, container exec, container cp, container rename, container update,
      image push, service create, service scale, service update, stack deploy, secret create, config create, swarm init, swarm join, node update, node promote, compose up, compose start, compose run, compose exec, compose cp,
      compose push, compose attach, compose watch, compose scale, compose unpause, unpause, container unpause, swarm update, swarm unlock, generate *, compose commit, manifest create, manifest push, manifest annotate, play kube`,
    destroy: `stop, restart, kill, rm, rmi, pause, system prune, system reset, image rm, image prune, image remove, container stop, container restart, container kill, container rm, container prune, container pause, volume rm, volume prune,
      network rm, network prune, network disconnect, builder prune, buildx prune, compose down, compose stop, compose restart, compose kill, compose rm, compose pause, service rm, service rollback, stack rm, node rm, node demote,
      secret rm, config rm, swarm leave, context rm, plugin rm, plugin disable, pod rm, pod stop, pod kill, pod restart`,
    values: `-f --file -p --project-name --env-file --profile --project-directory -H --host --context -c --config --log-level -l --tail -n --since --until --format --filter --name -e --env -v --volume
      --network -u --user -w --workdir --entrypoint -t --time --index --scale --timeout --publish --label --platform --mount --restart --memory --cpus --add-host --hostname`,
    flags: '-D --debug --tls --tlsverify -a --all -q --quiet -d --detach -i -t -it --rm --no-trunc --compatibility --ansi -s',
    raise: {
      'compose up --force-recreate': 'destroy',
      'compose up --remove-orphans': 'destroy',
      'compose up -V': 'destroy',
      'service update --force': 'destroy',
      'service scale --replicas=0': 'destroy',
      'stack deploy --prune': 'destroy',
    },
    endless: `logs -f, logs --follow, container logs -f, container logs --follow, stats, container stats, events, system events, attach, compose logs -f, compose logs --follow, compose events, compose up, compose watch, compose stats,
      service logs -f, service logs --follow`,
    bounded: 'stats --no-stream, container stats --no-stream, events --until, compose up -d, compose up --detach, compose up --wait, compose up --no-start, compose stats --no-stream',
    interactive: 'exec -t, exec --tty, run -t, run --tty, container exec -t, container run -t, attach, login, compose run -t',
    scripted: 'login --password-stdin, login -p, login --password',
    says: {
      'compose up': 'creates and starts containers',
      'compose down': 'stops and removes containers',
      run: 'starts a container',
      rm: 'removes containers',
      rmi: 'removes images',
      push: 'publishes an image',
      pull: 'downloads an image',
      build: 'builds an image',
    },
  },
  'skopeo, crane, regctl, dive, trivy, grype, syft, cosign': {
    read: 'inspect, list-tags, ls, digest, manifest, config, catalog, validate, image, fs, repo, verify, tag ls, scan, k8s, version',
    local: 'pull, export, login, generate-key-pair',
    change: 'copy, push, tag, sync, sign, attest, cp, append, mutate',
    destroy: 'delete',
    any: 'unknown',
  },
  'vagrant, multipass, lxc, incus, virsh, VBoxManage': {
    read: 'status, global-status, list, list *, info, ssh-config, box list, version, dominfo, domstate, domblklist, domiflist, nodeinfo, network list, image list, storage list, config show, profile list, snapshot list, port',
    local: 'up, provision, box add, init',
    change: 'launch, start, create, resume, unsuspend, copy, config set, mount, snapshot, snapshot save',
    destroy: 'halt, destroy, reload, suspend, stop, delete, restart, purge, shutdown, reboot, reset, undefine, snapshot restore, restore, managedsave, box remove',
    interactive: 'console, shell',
  },
}
