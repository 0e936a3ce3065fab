package kk.host.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret of this start, compared in constant time. */
final class Secret {
  private static final String BEARER = "Bearer ";
  private final byte[] secret;

  Secret(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Header `Authorization: Bearer <secret>`. */
  boolean isInAuthorization(String header) {
    return header != null && header.startsWith(BEARER) && is(header.substring(BEARER.length()));
  }

  boolean is(String offered) {
    return offered != null && MessageDigest.isEqual(secret, offered.getBytes(StandardCharsets.UTF_8));
  }
}
