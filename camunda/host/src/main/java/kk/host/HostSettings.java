package kk.host;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * What this host gets from the office at its start, by environment variables.
 *
 * @param secret proves a request of the office; made anew at each start
 * @param clockControlled true in tests only: the clock may be moved
 */
@ConfigurationProperties("host")
public record HostSettings(String secret, boolean clockControlled) {
  private static final int SHORTEST_SECRET = 32;

  public HostSettings {
    Assert.isTrue(
        secret != null && secret.length() >= SHORTEST_SECRET,
        "HOST_SECRET must have at least " + SHORTEST_SECRET + " characters");
  }

  /** A record prints all its fields; the secret must never reach a log. */
  @Override
  public String toString() {
    return "HostSettings[clockControlled=" + clockControlled + "]";
  }
}
