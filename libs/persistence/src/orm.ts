/**
 * MikroORM on the application's login. Writes use its unit of work; reads take the pool beneath it and run their own
 * prepared statements, so no entity is ever built from a row that was not asked for by name.
 */
import { MikroORM, UnderscoreNamingStrategy, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import type { DatabaseAccess } from './database-access.js';
import { poolConfig, type PoolOptions } from './pool.js';

/** What `defineEntity` gives, or entity classes. */
export type Entities = NonNullable<Options['entities']>;

/** Settings that the running product and the generator of migrations must share, or the two would disagree on names. */
export function ormBasics(entities: Entities): Partial<Options> {
  return {
    entities,
    namingStrategy: UnderscoreNamingStrategy,
    allowGlobalContext: false,
    ensureDatabase: false,
    metadataCache: { enabled: false },
    discovery: { warnWhenNoEntities: false },
    forceUtcTimezone: true,
    debug: false,
    // A query's parameters are values of records: the ORM writes no log at all.
    logger: () => undefined,
  };
}

/** Opens the ORM as the application's login and connects. Close with `orm.close()`. */
export async function openOrm(access: DatabaseAccess, entities: Entities, options: PoolOptions = {}): Promise<MikroORM> {
  const { max, ...driverOptions } = poolConfig(access.app, options);
  return MikroORM.init({ ...ormBasics(entities), clientUrl: access.app, pool: { min: 0, max: max ?? 10 }, driverOptions });
}

/** @returns the `pg` pool beneath the ORM, for named prepared statements. It survives a restart of the server. */
export async function poolOf(orm: MikroORM): Promise<Pool> {
  return orm.em.getConnection().getNativeClient();
}
