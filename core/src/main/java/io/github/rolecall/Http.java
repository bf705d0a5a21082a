package io.github.rolecall;

import java.net.URI;
import java.util.Map;

/** Plain HTTP requests, for the token endpoints of CI systems. STS is asked through the AWS SDK. */
public interface Http {

  /**
   * A GET.
   *
   * @param service whom it goes to, for messages: "the token endpoint of GitHub Actions"
   * @param headers not logged: they hold the bearer
   */
  record Request(String service, URI address, Map<String, String> headers, Network network) {
    /** Without the headers. */
    @Override
    public String toString() {
      return service + " at " + address;
    }
  }

  /**
   * What came back, whatever the status.
   *
   * @param contentType empty when the answer names none
   */
  record Answer(int status, String contentType, String body) {
    /** Without the body, which may be a token. */
    @Override
    public String toString() {
      return status + " " + contentType;
    }
  }

  /**
   * Asks once. Redirections are not followed: they would carry the bearer elsewhere.
   *
   * @throws CredentialsException with a {@link NetworkProblem} when no whole answer comes
   */
  Answer get(Request request);
}
