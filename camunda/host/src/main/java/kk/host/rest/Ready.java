package kk.host.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.ProcessEngineImpl;
import org.springframework.stereotype.Component;

/** Whether the engine can work: 200, or 503 that names the part which cannot. */
@Component
@Path("office/ready")
public class Ready {
  private static final int PATIENCE_S = 2;

  private final DataSource database;
  private final ProcessEngineImpl engine;

  Ready(DataSource database, ProcessEngine engine) {
    this.database = database;
    this.engine = (ProcessEngineImpl) engine;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response ready() {
    boolean jobs = engine.getProcessEngineConfiguration().getJobExecutor().isActive();
    boolean data = databaseAnswers();
    return Response.status(jobs && data ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .entity(Map.of("jobs", jobs, "database", data))
        .build();
  }

  private boolean databaseAnswers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(PATIENCE_S);
    } catch (SQLException exception) {
      return false;
    }
  }
}
