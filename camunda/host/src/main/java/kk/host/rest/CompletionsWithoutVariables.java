package kk.host.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Drops the variables that come with the completion of a user task: its answer is the judged decision, which the engine
 * takes from the office's database. Without this a variable that nobody judged would stay in the process.
 */
class CompletionsWithoutVariables implements ContainerRequestFilter {
  private static final Pattern COMPLETION =
      Pattern.compile("(?:engine/[^/]+/)?task/[^/]+/(?:complete|submit-form)/?");

  @Override
  public void filter(ContainerRequestContext request) {
    if (!COMPLETION.matcher(request.getUriInfo().getPath()).matches()) return;
    request.getHeaders().putSingle("Content-Type", MediaType.APPLICATION_JSON);
    request.setEntityStream(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
  }
}
