package kk.host.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import kk.host.HostSettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before everything this host serves: each request proves itself with the secret, or is answered 401. The web
 * apps also need the person on whose behalf the office's proxy asks; everything else is for the office itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Gate extends OncePerRequestFilter {
  static final String WEB_APPS = "/operaton/";

  private final Secret secret;

  Gate(HostSettings settings) {
    this.secret = new Secret(settings.secret());
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // One spelling of a path only: what is checked here must be what is served behind.
    if (!PlainPath.isPlain(request.getRequestURI())) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    int refusal = request.getRequestURI().startsWith(WEB_APPS) ? webAppRefusal(request) : officeRefusal(request);
    if (refusal == 0) chain.doFilter(request, response);
    else response.setStatus(refusal);
  }

  /** 0 when the request may pass. */
  private int officeRefusal(HttpServletRequest request) {
    return secret.isInAuthorization(request.getHeader("Authorization")) ? 0 : HttpServletResponse.SC_UNAUTHORIZED;
  }

  private int webAppRefusal(HttpServletRequest request) {
    Optional<OfficeUser> user = OfficeUser.of(request);
    if (user.isEmpty() || !secret.is(request.getHeader("X-Office-Secret"))) return HttpServletResponse.SC_UNAUTHORIZED;
    if (!WebAppPaths.mayPass(request.getMethod(), request.getRequestURI(), user.get()))
      return HttpServletResponse.SC_FORBIDDEN;
    WebAppLogin.bind(request, user.get());
    return 0;
  }
}
