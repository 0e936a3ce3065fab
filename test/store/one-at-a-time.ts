import pg from 'pg';

const { query } = pg.Client.prototype as { query: (this: Connection, ...given: unknown[]) => unknown };

/** What the driver knows of a connection. */
interface Connection {
  readonly _activeQuery: unknown;
  getTransactionStatus(): 'I' | 'T' | 'E' | null;
}

/**
 * A transaction has one connection, on which queries can only wait for each other; the driver will soon refuse them. In
 * tests a second one fails at once, wherever it comes from.
 */
Object.assign(pg.Client.prototype, {
  query(this: Connection, ...given: unknown[]): unknown {
    if (this.getTransactionStatus() === 'T' && this._activeQuery != null)
      throw new Error('two queries side by side in one transaction');
    return query.apply(this, given);
  },
});
