package kk.host.engine;

import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Adds the rule that the engine lacks: a case (business key) has one instance, however often and by however many
 * processes it is started. Only an instance that an admin cancelled makes room for another.
 */
@Component
public class OneInstancePerCase extends AbstractProcessEnginePlugin {
  static final String INDEX = "one_instance_per_case";

  private final StartersLock lock;
  /** While the engine is built, which makes its tables. */
  private StartersLock.Held held;

  OneInstancePerCase(StartersLock lock) {
    this.lock = lock;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    held = lock.take();
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    try (StartersLock.Held ours = held) {
      ours.execute(
          "create unique index if not exists "
              + INDEX
              + " on act_hi_procinst (business_key_)"
              + " where super_process_instance_id_ is null and state_ in ('ACTIVE', 'SUSPENDED', 'COMPLETED')");
    }
  }
}
