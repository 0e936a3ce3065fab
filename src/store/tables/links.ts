import type { Knex } from 'knex';
import type { Store } from '../store.ts';

type Link = Parameters<Store['links']['put']>[0];

export function linksTable(database: Knex): Store['links'] {
  return {
    async put(link) {
      await database<Link>('links').insert(link).onConflict('tokenSha256').merge(['expiresAt']);
    },

    /** Expired links too: the page distinguishes "gone" from "never was". */
    async find(tokenSha256) {
      return database<Link>('links').select('applicationNumber', 'purpose', 'expiresAt').where({ tokenSha256 }).first();
    },
  };
}
