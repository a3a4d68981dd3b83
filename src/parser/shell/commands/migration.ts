import type {Family} from '../rule.ts'

/** What brings a database's schema from one version to another. */
export const migration = (): Family => ({
  'sqlx, alembic, flyway, liquibase, dbmate, goose, migrate, knex, sequelize, typeorm, prisma, drizzle-kit, diesel, atlas, sqitch, db-migrate, golang-migrate, node-pg-migrate, yoyo, phinx':
    {
      raise: {'db push --accept-data-loss': 'destroy'},
      read: `migrate info, migrate list, info, status, current, heads, history, show, check, migrate status,
        validate, version, branches, migration list, migrate:status, migrate:list, migrations list,
        db:migrate:status, migration:show, schema inspect, migrate lint, log, verify, plan, format, wait,
        print, migrate diff, updateSQL, update-sql, migrate:currentVersion, migrate validate`,
      local: `migrate add, migrate create, revision, new, create, generate, migrate:make,
        migration generate, migration:generate, migration:create, db pull, prepare, init, migration add,
        dump, stamp-only, merge, introspect, add, migrate hash, migrate build-script, pull, compose,
        migrate new`,
      change: `migrate run, migrate, upgrade, up, deploy, update, migrate deploy, migrate:latest,
        migrate:up, db:migrate, migration run, migration:run, baseline, db create, database create,
        database setup, up *, stamp, migrate dev, migrate apply, apply, push, db seed, seed, repair, setup,
        migrate force, migrate goto, db:seed, seed:run, migrate up, db:create, migrate resolve, migrate set,
        up-to, up-by-one`,
      destroy: `migrate revert, downgrade, down, rollback, clean, migrate reset, migrate:rollback,
        migrate:down, migration revert, migration:revert, undo, database drop, database reset, db drop,
        drop, reset, redo, db:migrate:undo, db:drop, migrate down, revert, rework, db push, schema apply,
        dropAll, drop-all, schema:drop, migration redo, redo, down-to, rollback-count,
        schema clean, force, goto, db:migrate:undo:all, migrate:unlock, db reset, schema:sync, undo-*,
        rollback-*, release-locks, changelog-sync, clear-checksums, releaseLocks, changelogSync, clearCheckSums`,
      values: `-c --config -n --name --database-url -D --source --schema -u --url --env -e -d --dir -path
        -database -configFiles -url -user -password --dialect`,
      flags: '-v --verbose --sql',
      lower: {
        'sqlx --dry-run': 'read',
        'atlas --dry-run': 'read',
        'db-migrate --dry-run': 'read',
        'phinx --dry-run': 'read',
        'node-pg-migrate --dry-run': 'read',
        'upgrade --sql': 'read',
      },
      says: {
        'migrate run': 'migrates the database',
        'migrate add': 'writes a migration file',
        upgrade: 'migrates the database',
        migrate: 'migrates the database',
        'db push': 'makes the database match the schema, dropping what is not in it',
      },
    },
})
