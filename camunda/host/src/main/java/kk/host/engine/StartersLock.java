package kk.host.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.operaton.bpm.engine.ProcessEngineException;
import org.springframework.stereotype.Component;

/**
 * Lets hosts that start at once on one database set it up one after the other. PostgreSQL holds the lock and frees it
 * when its holder dies.
 */
@Component
public class StartersLock {
  /** Any number, the same in every host: "KKeg" in ASCII. */
  private static final long NUMBER = 0x4b4b6567L;

  private final DataSource database;

  StartersLock(DataSource database) {
    this.database = database;
  }

  /** Waits for the lock; it is free again when the answer is closed. */
  Held take() {
    try {
      Connection connection = database.getConnection();
      execute(connection, "select pg_advisory_lock(" + NUMBER + ")");
      return new Held(connection);
    } catch (SQLException exception) {
      throw new ProcessEngineException("The database does not let the engine in", exception);
    }
  }

  /** Does the work while no other host does its own. */
  public void during(Runnable work) {
    Held held = take();
    try {
      work.run();
    } finally {
      held.close();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The lock while it is ours, with its connection. */
  static final class Held implements AutoCloseable {
    private final Connection connection;

    private Held(Connection connection) {
      this.connection = connection;
    }

    void execute(String sql) {
      try {
        StartersLock.execute(connection, sql);
      } catch (SQLException exception) {
        throw new ProcessEngineException("The database cannot be set up", exception);
      }
    }

    @Override
    public void close() {
      // The connection goes back to the pool and lives on: the lock is freed by name.
      try (Connection pooled = connection) {
        StartersLock.execute(pooled, "select pg_advisory_unlock(" + NUMBER + ")");
      } catch (SQLException exception) {
        throw new ProcessEngineException("The lock of the starters cannot be freed", exception);
      }
    }
  }
}
