package kk.host.access;

import kk.host.engine.StartersLock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sets rights and task lists of the web apps up at each start; of two hosts that start at once one after the other. */
@Component
public class WebAppSetup {
  private final StartersLock lock;
  private final LaneRights rights;
  private final LaneFilters filters;

  WebAppSetup(StartersLock lock, LaneRights rights, LaneFilters filters) {
    this.lock = lock;
    this.rights = rights;
    this.filters = filters;
  }

  @EventListener(ApplicationReadyEvent.class)
  public void setUp() {
    lock.during(
        () -> {
          rights.grantAll();
          filters.saveAll();
        });
  }
}
