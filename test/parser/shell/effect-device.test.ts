import {expectEffects} from './expect-effects.ts'

expectEffects('what is written to a device, and what nothing is copied over', {
  local: [
    'cp /dev/sda1 boot.img',
    'xfs_metadump /dev/sda x',
    'wget -O x https://shop.test',
    'cp x /dev/shm/x',
    'ln -s /dev/null x',
    'cp a b',
    'head -c 16 /dev/urandom > key; cp key /tmp/key',
  ],
  destroy: [
    'cp x.img /dev/sda',
    'mv x.img /dev/vg/data',
    'sort -o /dev/sda x',
    'curl -o /dev/sda https://shop.test/x.img',
    'curl --output=/dev/sda https://shop.test/x.img',
    'wget -O /dev/nvme0n1 https://shop.test/x.img',
    'tar cf /dev/sda x',
    'rsync x /dev/sda',
    'pg_dump -f /dev/sda shop',
    'cp /dev/null app.log',
    'install /dev/null app.log',
    'mv app.log /dev/null',
  ],
})
