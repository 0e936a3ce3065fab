package kk.host.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import kk.host.engine.ErrorCode;
import kk.host.engine.TextlessTrace;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.rest.dto.ExceptionDto;
import org.operaton.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.operaton.bpm.engine.rest.exception.RestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionException;

/**
 * Our own refusals are 409 with our code and nothing in the log; every other error is answered as by the engine, but
 * without a text that may quote a value of a variable.
 */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final Set<Integer> OURS =
      Arrays.stream(ErrorCode.values()).map(code -> code.number).collect(Collectors.toSet());

  private ErrorAnswers() {}

  private static Response answer(Throwable exception) {
    ExceptionHandlerHelper engine = ExceptionHandlerHelper.getInstance();
    ExceptionDto error = engine.fromException(exception);
    Response.Status status =
        OURS.contains(error.getCode())
            ? Response.Status.CONFLICT
            : DatabaseAway.caused(exception) ? Response.Status.SERVICE_UNAVAILABLE : engine.getStatus(exception);
    if (TextlessTrace.mayQuoteValues(exception)) error.setMessage(TextlessTrace.summaryOf(exception));
    if (status.getFamily() == Response.Status.Family.SERVER_ERROR) LOG.warn("a request failed", exception);
    return Response.status(status).entity(error).type(MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Exceptions of the engine. */
  public static final class OfEngine implements ExceptionMapper<ProcessEngineException> {
    @Override
    public Response toResponse(ProcessEngineException exception) {
      return answer(exception);
    }
  }

  /** Exceptions that the REST interface wraps around those of the engine. */
  public static final class OfRest implements ExceptionMapper<RestException> {
    @Override
    public Response toResponse(RestException exception) {
      return answer(exception);
    }
  }

  /** Transactions that could not be begun or ended. */
  public static final class OfTransactions implements ExceptionMapper<TransactionException> {
    @Override
    public Response toResponse(TransactionException exception) {
      return answer(exception);
    }
  }
}
