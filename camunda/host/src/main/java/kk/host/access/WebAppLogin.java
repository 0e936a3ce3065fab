package kk.host.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.operaton.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.operaton.bpm.webapp.impl.security.auth.Authentications;
import org.operaton.bpm.webapp.impl.security.auth.UserAuthentication;

/**
 * Makes the web apps' session the person of this very request: they read their login from the session only, and a
 * session may have been begun by another person or before a change of groups.
 */
final class WebAppLogin {
  private static final String ENGINE = "default";

  private WebAppLogin() {}

  static void bind(HttpServletRequest request, OfficeUser user) {
    HttpSession session = request.getSession(true);
    Authentications logins = AuthenticationUtil.getAuthsFromSession(session);
    if (isOf(user, logins.getAuthentications())) return;
    if (!logins.getAuthentications().isEmpty()) {
      session.invalidate();
      session = request.getSession(true);
      logins = AuthenticationUtil.getAuthsFromSession(session);
    }
    logins.addOrReplace(loginOf(user));
    AuthenticationUtil.updateSession(session, logins);
  }

  private static boolean isOf(OfficeUser user, List<UserAuthentication> logins) {
    return logins.size() == 1
        && logins.get(0).getIdentityId().equals(user.name())
        && logins.get(0).getGroupIds().equals(user.groups());
  }

  private static UserAuthentication loginOf(OfficeUser user) {
    Set<String> apps = new HashSet<>();
    if (user.decides()) apps.add("tasklist");
    if (user.isAdmin()) apps.add("cockpit");
    UserAuthentication login = new UserAuthentication(user.name(), ENGINE);
    login.setGroupIds(user.groups());
    login.setTenantIds(List.of());
    login.setAuthorizedApps(apps);
    return login;
  }
}
