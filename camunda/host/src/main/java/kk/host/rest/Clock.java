package kk.host.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.ProcessEngineImpl;
import org.operaton.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/** Moves the engine's clock, for tests. Registered only where the office asked for it at the start. */
@Component
@Path("office/clock")
@Produces(MediaType.APPLICATION_JSON)
public class Clock {
  private final ProcessEngineImpl engine;
  private Duration ahead = Duration.ZERO;

  Clock(ProcessEngine engine) {
    this.engine = (ProcessEngineImpl) engine;
  }

  /**
   * Moves the clock forward; it goes on from there.
   *
   * @param plus ISO 8601, such as P8D or PT30M
   */
  @PUT
  public synchronized Response forward(@QueryParam("plus") String plus) {
    try {
      ahead = ahead.plus(Duration.parse(plus));
    } catch (DateTimeParseException | NullPointerException exception) {
      return Response.status(Response.Status.BAD_REQUEST).entity(Map.of("message", "plus=P8D or plus=PT30M")).build();
    }
    ClockUtil.offset(ahead.toMillis());
    return now();
  }

  /** Back to the real time. */
  @DELETE
  public synchronized Response reset() {
    ahead = Duration.ZERO;
    ClockUtil.reset();
    return now();
  }

  private Response now() {
    // Timers that fell due are not waited for until the next regular look.
    engine.getProcessEngineConfiguration().getJobExecutor().jobWasAdded();
    return Response.ok(Map.of("now", ClockUtil.getCurrentTime().toInstant().toString())).build();
  }
}
