package kk.host.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import kk.host.worklist.TakeBackDecision;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.ProcessEngineImpl;
import org.springframework.stereotype.Component;

/** Goes back from an open user task to the one before, for a taking-back that the office has judged. */
@Component
@Path("office/task/{id}/take-back")
public class TakingBack {
  private final ProcessEngineImpl engine;

  TakingBack(ProcessEngine engine) {
    this.engine = (ProcessEngineImpl) engine;
  }

  /** 204 when the case stands at the task before, 404 when the task is not open, 409 when nothing was judged. */
  @POST
  public Response takeBack(@PathParam("id") String id) {
    boolean done =
        engine.getProcessEngineConfiguration().getCommandExecutorTxRequired().execute(new TakeBackDecision(id));
    return Response.status(done ? Response.Status.NO_CONTENT : Response.Status.NOT_FOUND).build();
  }
}
