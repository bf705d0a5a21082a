package io.github.rolecall.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.session.IdentityToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/**
 * The exchange of a web identity token for a session. The call is not signed, so it is made without
 * the SDK, whose setting up takes a JVM that has just started longer than the call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">STS,
 *     AssumeRoleWithWebIdentity</a>
 */
final class TokenExchange {
  static final String ACTION = "AssumeRoleWithWebIdentity";

  /** Of the API. */
  private static final String VERSION = "2011-06-15";

  private final StsEndpoint endpoint;
  private final StsProblems problems;
  private final HttpLine line;
  private final Map<String, String> headers;

  TokenExchange(StsEndpoint endpoint, StsProblems problems, HttpLine line, UserAgent userAgent) {
    this.endpoint = endpoint;
    this.problems = problems;
    this.line = line;
    this.headers =
        Map.of(
            "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
            "Accept", "text/xml",
            "User-Agent", userAgent.text());
  }

  /**
   * Asks once.
   *
   * @param call for messages
   * @return what the answer says, before anybody has looked whether it is what was asked for
   */
  IssuedSession ask(StsCall call, RoleArn arn, Role role, IdentityToken token) {
    Http.Answer said = post(new Secret(form(arn, role, token)));
    QueryAnswer answer = QueryAnswer.parse(said.body()).orElse(QueryAnswer.NONE);
    if (said.status() != 200) {
      throw problems.of(
          call,
          role,
          said.status(),
          answer.text("ErrorResponse/Error/Code"),
          answer.text("ErrorResponse/Error/Message"));
    }
    return IssuedSession.of(ACTION, said).orElseThrow(() -> problems.unreadable(call));
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

  private Http.Answer post(Secret form) {
    try {
      return line.ask(
          "POST",
          endpoint.address(),
          List.copyOf(headers.entrySet()),
          form.reveal().getBytes(UTF_8));
    } catch (IOException e) {
      throw problems.of(e);
    }
  }
}
