package io.github.rolecall.aws.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SsoProblem;
import io.github.rolecall.text.PlainText;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the accounts and roles of a user in the access portal.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html">IAM
 *     Identity Center portal API reference</a>
 */
public final class SsoPortal {
  private static final String SERVICE = "the portal of IAM Identity Center";
  private static final int MOST_PAGES = 1000;

  private final SsoCaller caller;
  private final URI portal;
  private final Secret token;

  public SsoPortal(SsoCaller caller, URI portal, Secret accessToken) {
    this.caller = caller;
    this.portal = portal;
    this.token = accessToken;
  }

  /**
   * An account that the user may use.
   *
   * @param name empty when the portal returns none
   * @param email empty when the portal returns none
   */
  public record Account(String id, String name, String email) {
    /** Formats the account as the AWS CLI does in a list. */
    public String shown() {
      String who = name.isEmpty() || email.isEmpty() ? name + email : name + ", " + email;
      return PlainText.harmless(who.isEmpty() ? id : who + " (" + id + ")");
    }
  }

  /**
   * Returns all accounts.
   *
   * @throws CredentialsException with {@link SsoProblem.Refused} or {@link
   *     io.github.rolecall.problem.NetworkProblem}
   */
  public List<Account> accounts() {
    return all("sso:ListAccounts", "/assignment/accounts", "", "accountList").stream()
        .map(
            json ->
                new Account(
                    json.path("accountId").text(),
                    text(json.path("accountName")),
                    text(json.path("emailAddress"))))
        .toList();
  }

  /** Returns the names of all roles in the account. Throws like {@link #accounts}. */
  public List<String> roles(String account) {
    String query = "account_id=" + URLEncoder.encode(account, UTF_8);
    return all("sso:ListAccountRoles", "/assignment/roles", query, "roleList").stream()
        .map(json -> text(json.path("roleName")))
        .toList();
  }

  /** Ends the session. Throws like {@link #accounts}. */
  public void logout() {
    String operation = "sso:Logout";
    caller.retried(operation, () -> ask(operation, "/logout", "POST"));
  }

  private List<JsonValue> all(String operation, String path, String query, String list) {
    var all = new ArrayList<JsonValue>();
    String next = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String whole = query + (next.isEmpty() || query.isEmpty() ? "" : "&") + next;
      String target = path + (whole.isEmpty() ? "" : "?" + whole);
      JsonValue answer = caller.retried(operation, () -> ask(operation, target, "GET"));
      all.addAll(answer.path(list).items());
      if (!answer.path("nextToken").isString()) {
        break;
      }
      next = "next_token=" + URLEncoder.encode(answer.path("nextToken").text(), UTF_8);
    }
    return all;
  }

  private static String text(JsonValue value) {
    return value.isString() ? value.text() : "";
  }

  private JsonValue ask(String operation, String target, String method) {
    var request =
        new Http.Request(
                SERVICE,
                URI.create(portal + target),
                Map.of(
                    "x-amz-sso_bearer_token",
                    token.reveal(),
                    "Accept",
                    "application/json",
                    "User-Agent",
                    caller.network().userAgent().text()),
                caller.network())
            .by(method);
    Http.Answer answer = caller.host().http().ask(request);
    Optional<JsonValue> json = JsonReader.object(answer.body());
    if (answer.status() != 200 || (json.isEmpty() && method.equals("GET"))) {
      String said = text(json.orElse(JsonValue.MISSING).path("message"));
      String shown = caller.host().secrets().shown(said);
      throw new CredentialsException(new SsoProblem.Refused(operation, answer.status(), "", shown))
          .after(RetryAfter.of(answer));
    }
    return json.orElse(JsonValue.MISSING);
  }
}
