package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.IdentityToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An endpoint of a CI system that issues tokens, as JSON with the token in one field.
 *
 * @param field the field of the answer that contains the token
 * @param address the variable that contains the address
 * @param bearer the variable that contains the authorization of a request
 * @param remedies what to do when it refuses
 */
record TokenEndpoint(
    String platform, String field, String address, String bearer, List<Remedy> remedies) {
  /** Returns the name for messages: "the token endpoint of GitHub Actions". */
  String service() {
    return "the token endpoint of " + platform;
  }

  /**
   * Sends one request.
   *
   * @throws CredentialsException with {@link TokenProblem} or {@link
   *     io.github.rolecall.problem.NetworkProblem}
   */
  IdentityToken ask(Host host, Http.Request request) {
    Http.Answer answer = host.http().ask(request);
    if (answer.status() != 200) {
      throw new CredentialsException(
              new TokenProblem.Refused(
                  platform, answer.status(), host.secrets().shown(said(answer)), remedies))
          .after(RetryAfter.of(answer));
    }
    return JsonReader.object(answer.body())
        .map(json -> json.path(field))
        .filter(value -> value.isString() && !value.text().isBlank())
        .map(value -> IdentityToken.of(new Given(value.text(), field + " of " + service())))
        .orElseThrow(
            () ->
                new CredentialsException(
                    new TokenProblem.NotAToken(
                        platform,
                        field,
                        host.secrets().shown(answer.contentType()),
                        answer.body().length())));
  }

  private static String said(Http.Answer answer) {
    return JsonReader.object(answer.body())
        .map(json -> json.path("message"))
        .filter(JsonValue::isString)
        .map(JsonValue::text)
        .orElse(answer.body());
  }

  /** Returns the variables with which a process can request a token. */
  List<String> variables() {
    return List.of(address, bearer);
  }

  /** Returns the first of the two variables that is not set; empty when both are set. */
  Optional<String> missing(Host host) {
    return Stream.of(bearer, address)
        .filter(name -> host.variable(name).isEmpty())
        .findFirst()
        .map(name -> name + " is not set");
  }

  /**
   * Makes a request from the two variables.
   *
   * @param query the text to append to the address, without a question mark; may be empty
   * @param scheme the prefix of the bearer: {@code "Bearer "}; may be empty
   * @throws CredentialsException with {@link InputProblem.Invalid} naming the variable
   */
  Http.Request request(
      Host host, String query, String scheme, Map<String, String> more, Network network) {
    var headers = new TreeMap<>(more);
    headers.put("Authorization", scheme + bearer(host));
    headers.put("Accept", "application/json");
    URI uri = address(host.variable(address).orElseThrow(), query);
    return new Http.Request(service(), uri, headers, network);
  }

  /**
   * Checks a value that becomes a part of a request.
   *
   * @param expected what the pattern matches, in words
   * @throws CredentialsException with {@link InputProblem.Invalid} naming the variable
   */
  static String matching(Pattern pattern, String expected, String variable, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new CredentialsException(new InputProblem.Invalid(variable, value, expected));
    }
    return value;
  }

  /**
   * Returns the authorization of a request.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} naming the variable
   */
  String bearer(Host host) {
    String text = host.variable(bearer).orElseThrow();
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new CredentialsException(
          new InputProblem.Invalid(bearer, "(not shown)", "text without control characters"));
    }
    return text;
  }

  /**
   * Returns the address of a request.
   *
   * @param query the text to append, without a question mark; may be empty
   * @throws CredentialsException with {@link InputProblem.Invalid} naming the variable
   */
  URI address(String url, String query) {
    URI endpoint = ServerUrl.of(address, url);
    String separator = query.isEmpty() ? "" : endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + separator + query);
  }
}
