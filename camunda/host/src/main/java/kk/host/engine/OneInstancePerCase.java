package kk.host.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Makes the engine's tables, one host after the other, and adds the rule that the engine lacks: a case (business key)
 * has one instance, however often and by however many processes it is started. Only an instance that an admin cancelled
 * makes room for another.
 */
@Component
public class OneInstancePerCase extends AbstractProcessEnginePlugin {
  static final String INDEX = "one_instance_per_case";
  /** Any number, the same in every host: "KKeg" in ASCII. */
  private static final long STARTERS_LOCK = 0x4b4b6567L;

  private final DataSource database;
  /** Holds the lock of the starters while the engine is built; PostgreSQL frees it should we die. */
  private Connection guard;

  OneInstancePerCase(DataSource database) {
    this.database = database;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    try {
      guard = database.getConnection();
      execute(guard, "select pg_advisory_lock(" + STARTERS_LOCK + ")");
    } catch (SQLException exception) {
      throw new ProcessEngineException("The database does not let the engine in", exception);
    }
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    try (Connection connection = guard) {
      execute(
          connection,
          "create unique index if not exists "
              + INDEX
              + " on act_hi_procinst (business_key_)"
              + " where super_process_instance_id_ is null and state_ in ('ACTIVE', 'SUSPENDED', 'COMPLETED')");
      execute(connection, "select pg_advisory_unlock(" + STARTERS_LOCK + ")");
    } catch (SQLException exception) {
      throw new ProcessEngineException("The rule of one instance per case cannot be set up", exception);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
