package io.github.rolecall.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.session.IdentityToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/**
 * Exchanges a web identity token for a session. The call is not signed, so it is made without the
 * SDK: in a new JVM, setting up the SDK takes longer than the call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">STS,
 *     AssumeRoleWithWebIdentity</a>
 */
record TokenExchange(
    StsEndpoint endpoint, StsProblems problems, HttpLine line, UserAgent userAgent) {
  static final String ACTION = "AssumeRoleWithWebIdentity";

  /** The version of the API. */
  private static final String VERSION = "2011-06-15";

  /** Sends one request. */
  Http.Answer ask(RoleArn arn, Role role, IdentityToken token) {
    try {
      return line.ask(
          "POST",
          endpoint.address(),
          List.of(
              Map.entry("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
              Map.entry("Accept", "text/xml"),
              Map.entry("User-Agent", userAgent.text())),
          form(arn, role, token).getBytes(UTF_8));
    } catch (IOException e) {
      throw problems.of(e);
    }
  }

  private static String form(RoleArn arn, Role role, IdentityToken token) {
    var form = new StringBuilder("Action=" + ACTION + "&Version=" + VERSION);
    field(form, "RoleArn", arn.toString());
    field(form, "RoleSessionName", role.sessionName());
    field(form, "DurationSeconds", String.valueOf(role.durationSeconds()));
    field(form, "WebIdentityToken", token.value().reveal());
    role.policies().inline().ifPresent(policy -> field(form, "Policy", policy));
    List<String> managed = role.policies().managed();
    for (int i = 0; i < managed.size(); i++) {
      field(form, "PolicyArns.member." + (i + 1) + ".arn", managed.get(i));
    }
    return form.toString();
  }

  private static void field(StringBuilder form, String name, String value) {
    form.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
  }
}
