package org.rollcall.cli.console.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.id.JobId;

/**
 * A link by which one browser can sign in once.
 *
 * <p>Cookies do not see ports: a browser also sends the cookie of {@code 127.0.0.1} to other
 * servers there. The name is known to no other server. Chromium, Edge and Firefox resolve all names
 * under {@code localhost} themselves.
 *
 * @param name a random name under {@code localhost}
 * @param secret the part that can be used once
 */
public record SignInLink(String name, int port, String secret) {

  /**
   * The link with the random name.
   *
   * @param job the job to show first
   */
  public String url(Optional<JobId> job) {
    return url(name, job);
  }

  /** The link for a browser that does not find the random name. */
  public String addressUrl(Optional<JobId> job) {
    return url("127.0.0.1", job);
  }

  /** The link to open: Safari finds the name only if the operating system does. */
  public String urlForDefaultBrowser(Optional<JobId> job) {
    boolean isMac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    return isMac && !isResolved() ? addressUrl(job) : url(job);
  }

  private boolean isResolved() {
    try {
      return InetAddress.getByName(name).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private String url(String host, Optional<JobId> job) {
    return "http://"
        + host
        + ":"
        + port
        + "/start?link="
        + secret
        + job.map(id -> "&job=" + id).orElse("");
  }
}
