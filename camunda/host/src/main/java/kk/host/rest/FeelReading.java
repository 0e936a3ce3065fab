package kk.host.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Predicate;
import kk.host.feel.Feel;
import org.springframework.stereotype.Component;

/** Reads the FEEL of a model before it is deployed: the engine itself would find a fault only when it gets there. */
@Component
@Path("office/feel")
public class FeelReading {
  private final Feel feel;

  FeelReading(Feel feel) {
    this.feel = feel;
  }

  /**
   * FEEL texts by their kind.
   *
   * @param expressions of diagrams, of the heads of columns, of results
   * @param unaryTests cells of the inputs of decision tables
   */
  public record Texts(List<String> expressions, List<String> unaryTests) {}

  /** Those that cannot be read. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Texts unreadable(Texts texts) {
    return new Texts(
        without(texts.expressions(), feel::isExpression), without(texts.unaryTests(), feel::isUnaryTests));
  }

  private static List<String> without(List<String> texts, Predicate<String> readable) {
    return texts.stream().filter(readable.negate()).toList();
  }
}
