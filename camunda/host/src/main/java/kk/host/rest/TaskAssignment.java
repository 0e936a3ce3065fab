package kk.host.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.ProcessEngineImpl;
import org.springframework.stereotype.Component;

/** Gives a user task from one holder to another, if the first still holds it. */
@Component
@Path("office/task/{id}/assign")
public class TaskAssignment {
  private final ProcessEngineImpl engine;

  TaskAssignment(ProcessEngine engine) {
    this.engine = (ProcessEngineImpl) engine;
  }

  /**
   * Who holds the task by now, and who shall; null is nobody.
   *
   * @param from the holder the caller knows of
   * @param to the new holder
   */
  public record Change(String from, String to) {}

  /** 204 when the task is with `to` afterwards, 409 when somebody else holds it, 404 when it has ended. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response assign(@PathParam("id") String id, Change change) {
    if (change == null) return Response.status(Response.Status.BAD_REQUEST).build();
    return Response.status(
            switch (outcome(id, change)) {
              case DONE -> Response.Status.NO_CONTENT;
              case HELD -> Response.Status.CONFLICT;
              case GONE -> Response.Status.NOT_FOUND;
            })
        .build();
  }

  private AssignIfHeldBy.Outcome outcome(String id, Change change) {
    try {
      return engine
          .getProcessEngineConfiguration()
          .getCommandExecutorTxRequired()
          .execute(new AssignIfHeldBy(id, change.from(), change.to()));
    } catch (OptimisticLockingException lostTheRace) {
      return AssignIfHeldBy.Outcome.HELD;
    }
  }
}
