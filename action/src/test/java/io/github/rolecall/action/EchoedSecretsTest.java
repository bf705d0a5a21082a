package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that no output contains a secret that a server or program returns in any form. Each place
 * also returns harmless text, which must appear if the place shows the answer: this proves that the
 * secret would have appeared too.
 */
class EchoedSecretsTest {
  private static final Parrot PARROT = new Parrot();
  private static final String HARMLESS = "harmless-4711";
  private static final int PIECE = 12;

  /** No format reveals that these are secrets: only the sender can know it. */
  private static final String JWT =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6IjQ3MTEifQ.eyJpc3MiOiJodHRwczovL2dpdGxhYi5leGFtcGxlIiwic3ViIjoi"
          + "cHJvamVjdCIsImF1ZCI6InN0cy5hbWF6b25hd3MuY29tIiwiZXhwIjo0MTAyNDQ0ODAwLCJpYXQiOjE3MDB9."
          + "c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4";

  private static final String ID = "ASIAQZ4XHN7TJ3ECHOED";
  private static final String KEY = "je7+GbClwBF/2Zp9Utk/h3yCo8nv+bEXAMPLEkey";
  private static final String SESSION = "session/of+the=test-which_nobody.knows~0815/abcdefgh";
  private static final String BEARER = "opaque/bearer+of-the_job.that=authorizes?requests&more";
  private static final String PASSWORD = "proxy\"pass+word/of<the>job";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  private static final List<String> ASSUME =
      List.of("assume", "--role-to-assume=" + ROLE, "--aws-region=us-east-1");

  @TempDir static Path folder;

  /** Prepares a run in which the place returns this text. */
  @FunctionalInterface
  private interface Setup {
    Run with(String said) throws IOException;
  }

  private record Run(Map<String, String> environment, List<String> arguments) {
    Run and(String... more) {
      var all = new HashMap<>(environment);
      for (int i = 0; i < more.length; i += 2) {
        all.put(more[i], more[i + 1]);
      }
      return new Run(all, arguments);
    }
  }

  /**
   * A server or program that may return secrets.
   *
   * @param shows whether messages show its text at all
   */
  private record Place(String name, boolean shows, List<String> secrets, Setup setup) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Place> places() {
    return Stream.of(
            sts(), tokenEndpoints(), credentialServers(), proxies(), programs(), identityCenter())
        .flatMap(places -> places);
  }

  private static Place place(String name, boolean shows, List<String> secrets, Setup setup) {
    return new Place(name, shows, secrets, setup);
  }

  private static Run run(List<String> arguments, String... environment) {
    return new Run(Map.of(), arguments).and(environment);
  }

  private static String xml(String code, String message) {
    return Parrot.answer(
        "403 Forbidden",
        "text/xml",
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(escaped(code), escaped(message)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String json(String name, String said) {
    String value = said.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return Parrot.answer(
        "403 Forbidden", "application/json", "{\"%s\": \"%s\"}".formatted(name, value));
  }

  private static String[] stsEndpoint() {
    return new String[] {
      "AWS_ENDPOINT_URL_STS", PARROT.url(), "AWS_ENDPOINT_URL_IAM", PARROT.url()
    };
  }

  private static Stream<Place> sts() {
    Setup variable =
        said -> {
          PARROT.says(line -> xml("AccessDenied", said));
          return run(ASSUME, "GITLAB_CI", "true", "AWS_ID_TOKEN", JWT).and(stsEndpoint());
        };
    Setup code =
        said -> {
          PARROT.says(line -> xml(said, HARMLESS));
          return run(ASSUME, "GITLAB_CI", "true", "AWS_ID_TOKEN", JWT).and(stsEndpoint());
        };
    Setup named =
        said -> {
          PARROT.says(line -> xml("InvalidIdentityToken", said));
          var arguments = new ArrayList<>(ASSUME);
          arguments.add("--token-env=MINE");
          return run(arguments, "MINE", JWT).and(stsEndpoint());
        };
    Setup file =
        said -> {
          PARROT.says(line -> xml("ValidationError", said));
          Files.writeString(folder.resolve("token"), JWT);
          return run(ASSUME, "AWS_WEB_IDENTITY_TOKEN_FILE", folder.resolve("token").toString())
              .and(stsEndpoint());
        };
    Setup keys =
        said -> {
          PARROT.says(line -> xml("InvalidClientTokenId", said));
          return keys(List.of("whoami", "--aws-region=us-east-1")).and(stsEndpoint());
        };
    Setup action =
        said -> {
          PARROT.says(line -> xml("AccessDenied", said));
          return run(
                  List.of("action"),
                  "INPUT_AWS-ACCESS-KEY-ID",
                  ID,
                  "INPUT_AWS-SECRET-ACCESS-KEY",
                  KEY,
                  "INPUT_AWS-SESSION-TOKEN",
                  SESSION,
                  "INPUT_ROLE-TO-ASSUME",
                  ROLE)
              .and(gitHub())
              .and(stsEndpoint());
        };
    Setup profile =
        said -> {
          PARROT.says(line -> xml("SignatureDoesNotMatch", said));
          config("[profile p]\nrole_arn = " + ROLE + "\nsource_profile = q\n");
          credentials("[q]\n");
          return run(List.of("whoami", "--profile=p", "--aws-region=us-east-1")).and(stsEndpoint());
        };
    Setup iam =
        said -> {
          PARROT.says(line -> xml("AccessDenied", said));
          config("");
          credentials("[p]\n");
          return run(
                  List.of(
                      "explain",
                      "--role-to-assume=" + ROLE,
                      "--policy-profile=p",
                      "--aws-region=us-east-1"),
                  "GITLAB_CI",
                  "true",
                  "AWS_ID_TOKEN",
                  JWT)
              .and(stsEndpoint());
        };
    List<String> signing = List.of(ID, KEY, SESSION);
    return Stream.of(
        place("STS, token of a variable", true, List.of(JWT), variable),
        place("STS, code of the error", true, List.of(JWT), code),
        place("STS, token of a named variable", true, List.of(JWT), named),
        place("STS, token of a file", true, List.of(JWT), file),
        place("STS, keys of the environment", true, signing, keys),
        place("STS, keys of the action", true, signing, action),
        place("STS, keys of a profile", true, signing, profile),
        place("IAM", true, List.of(ID, KEY, SESSION), iam));
  }

  private static Run keys(List<String> arguments) {
    return run(
        arguments,
        "AWS_ACCESS_KEY_ID",
        ID,
        "AWS_SECRET_ACCESS_KEY",
        KEY,
        "AWS_SESSION_TOKEN",
        SESSION);
  }

  private static String[] gitHub() throws IOException {
    var variables = new ArrayList<String>();
    for (String name :
        List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")) {
      Path file = folder.resolve(name);
      Files.writeString(file, "");
      variables.add(name);
      variables.add(file.toString());
    }
    variables.addAll(
        List.of("GITHUB_ACTIONS", "true", "RUNNER_DEBUG", "1", "INPUT_AWS-REGION", "us-east-1"));
    return variables.toArray(String[]::new);
  }

  private static Stream<Place> tokenEndpoints() {
    Setup gitHub =
        said -> {
          PARROT.says(line -> json("message", said));
          return run(
                  List.of("action"),
                  "INPUT_ROLE-TO-ASSUME",
                  ROLE,
                  "ACTIONS_ID_TOKEN_REQUEST_URL",
                  PARROT.url() + "/token?x=y",
                  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                  BEARER)
              .and(gitHub());
        };
    Setup azure =
        said -> {
          PARROT.says(line -> Parrot.answer("403 Forbidden", "text/plain", said));
          return run(
              ASSUME,
              "TF_BUILD",
              "True",
              "SYSTEM_OIDCREQUESTURI",
              PARROT.url() + "/oidctoken",
              "SYSTEM_ACCESSTOKEN",
              BEARER);
        };
    Setup codefresh =
        said -> {
          PARROT.says(line -> json("message", said));
          return run(
              ASSUME,
              "CF_BUILD_ID",
              "1",
              "CF_OIDC_REQUEST_URL",
              PARROT.url() + "/token",
              "CF_OIDC_REQUEST_TOKEN",
              BEARER);
        };
    Setup vercel =
        said -> {
          PARROT.says(line -> json("error", said));
          var arguments = new ArrayList<>(ASSUME);
          arguments.add("--audience=another");
          return run(
              arguments,
              "VERCEL",
              "1",
              "VERCEL_OIDC_TOKEN",
              JWT,
              "ROLECALL_VERCEL_EXCHANGE_URL",
              PARROT.url() + "/~token");
        };
    return Stream.of(
        place("token endpoint of GitHub", true, List.of(BEARER), gitHub),
        place(
            "content type of a token endpoint",
            true,
            List.of(BEARER),
            said -> {
              Run run = gitHub.with("");
              PARROT.says(line -> Parrot.answer("200 OK", said.replaceAll("\\s", " "), "no"));
              return run;
            }),
        place("token endpoint of Azure Pipelines", true, List.of(BEARER), azure),
        place("token endpoint of Codefresh", true, List.of(BEARER), codefresh),
        place("token endpoint of Vercel", true, List.of(JWT), vercel));
  }

  private static Stream<Place> credentialServers() {
    List<String> whoami = List.of("whoami", "--aws-region=us-east-1");
    Setup variable =
        said -> {
          config("");
          Files.deleteIfExists(folder.resolve(".aws/credentials"));
          PARROT.says(line -> Parrot.answer("403 Forbidden", "text/plain", said));
          return run(
              whoami,
              "AWS_CONTAINER_CREDENTIALS_FULL_URI",
              PARROT.url() + "/v1",
              "AWS_CONTAINER_AUTHORIZATION_TOKEN",
              BEARER);
        };
    Setup file =
        said -> {
          variable.with(said);
          PARROT.says(line -> json("message", said));
          Files.writeString(folder.resolve("authorization"), BEARER);
          return run(
              whoami,
              "AWS_CONTAINER_CREDENTIALS_FULL_URI",
              PARROT.url() + "/v1",
              "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
              folder.resolve("authorization").toString());
        };
    Setup instance =
        said -> {
          variable.with(said);
          PARROT.says(
              line ->
                  line.startsWith("PUT")
                      ? Parrot.answer("200 OK", "text/plain", BEARER)
                      : Parrot.answer("403 Forbidden", "text/plain", said));
          return run(whoami, "AWS_EC2_METADATA_SERVICE_ENDPOINT", PARROT.url())
              .and("AWS_EC2_METADATA_DISABLED", "false");
        };
    return Stream.of(
        place("server of a container, token of a variable", true, List.of(BEARER), variable),
        place("server of a container, token of a file", true, List.of(BEARER), file),
        place("instance metadata", true, List.of(BEARER), instance));
  }

  private static Stream<Place> proxies() {
    Setup connect =
        said -> {
          String line = said.replaceAll("\\s", " ");
          PARROT.says(unused -> Parrot.answer("403 " + line, "text/plain", said));
          return proxied(keys(List.of("whoami", "--aws-region=us-east-1")));
        };
    Setup plain =
        said -> {
          PARROT.says(line -> Parrot.answer("407 No", "text/plain", said));
          return proxied(keys(List.of("whoami", "--aws-region=us-east-1")))
              .and("AWS_ENDPOINT_URL_STS", "http://sts.example.com");
        };
    Setup garbage =
        said -> {
          PARROT.says(line -> said + "\r\n\r\n");
          return proxied(keys(List.of("whoami", "--aws-region=us-east-1")));
        };
    return Stream.of(
        place("status line of a proxy", false, List.of(PASSWORD), connect),
        place("407 of a proxy", false, List.of(PASSWORD, KEY, SESSION), plain),
        place("garbage of a proxy", false, List.of(PASSWORD), garbage));
  }

  private static Run proxied(Run run) {
    String login = "user:" + URLEncoder.encode(PASSWORD, UTF_8);
    String proxy = "http://" + login + "@" + PARROT.address();
    return run.and("HTTPS_PROXY", proxy, "HTTP_PROXY", proxy, "AWS_ENDPOINT_URL_STS", "");
  }

  private static Stream<Place> programs() {
    Setup process =
        said -> {
          script("program", said, "{\"SecretAccessKey\": \"" + KEY + "\"}");
          config("[profile p]\ncredential_process = " + folder.resolve("program") + "\n");
          return run(
              List.of("whoami", "--profile=p", "--aws-region=us-east-1"), "MY_PASSWORD", PASSWORD);
        };
    Setup arguments =
        said -> {
          script("program", said, "");
          config(
              "[profile p]\ncredential_process = "
                  + folder.resolve("program")
                  + " --api-key '"
                  + BEARER
                  + "' --secret='"
                  + SESSION
                  + "'\n");
          return run(List.of("whoami", "--profile=p", "--aws-region=us-east-1"));
        };
    Setup token =
        said -> {
          script("program", said, JWT);
          var words = new ArrayList<>(ASSUME);
          words.add("--token-command=" + folder.resolve("program"));
          return run(words, "AGENT_ACCESS_TOKEN", BEARER);
        };
    Setup circleCi =
        said -> {
          script("circleci", said, "");
          var words = new ArrayList<>(ASSUME);
          words.add("--audience=another");
          return run(words, "CIRCLECI", "true", "CIRCLE_OIDC_TOKEN_V2", JWT);
        };
    return Stream.of(
        place("standard error of credential_process", true, List.of(KEY, PASSWORD), process),
        place("arguments of credential_process", true, List.of(BEARER, SESSION), arguments),
        place("standard error of a token command", true, List.of(JWT, BEARER), token),
        place("standard error of circleci", true, List.of(JWT), circleCi));
  }

  private static Stream<Place> identityCenter() {
    String section =
        """
        [profile p]
        sso_session = s
        sso_account_id = 111122223333
        sso_role_name = R
        [sso-session s]
        sso_region = eu-central-1
        sso_start_url = https://x.example/start
        """;
    List<String> whoami = List.of("whoami", "--profile=p", "--aws-region=us-east-1");
    Setup portal =
        said -> {
          PARROT.says(line -> json("message", said));
          config(section);
          ssoToken("2099-01-01T00:00:00Z");
          return run(whoami, "AWS_ENDPOINT_URL_SSO", PARROT.url());
        };
    Setup oidc =
        said -> {
          PARROT.says(
              line ->
                  Parrot.answer(
                      "500 No",
                      "application/json",
                      "{\"error\": \"x\", \"error_description\": \"%s\"}"
                          .formatted(
                              said.replace("\\", "\\\\")
                                  .replace("\"", "\\\"")
                                  .replace("\n", "\\n"))));
          config(section);
          ssoToken("2020-01-01T00:00:00Z");
          return run(whoami, "AWS_ENDPOINT_URL_SSO_OIDC", PARROT.url());
        };
    return Stream.of(
        place("portal of IAM Identity Center", true, List.of(BEARER), portal),
        place("SSO OIDC", true, List.of(SESSION, KEY), oidc));
  }

  private static void ssoToken(String end) throws IOException {
    // The file name is the SHA-1 of the session name, s.
    Path file = folder.resolve(".aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        ("{\"startUrl\": \"https://x.example/start\", \"region\": \"eu-central-1\","
                + " \"accessToken\": \"%s\", \"expiresAt\": \"%s\", \"clientId\": \"client\","
                + " \"clientSecret\": \"%s\", \"registrationExpiresAt\": \"2099-01-01T00:00:00Z\","
                + " \"refreshToken\": \"%s\"}")
            .formatted(BEARER, end, KEY, SESSION));
  }

  private static void config(String text) throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(folder.resolve(".aws/config"), text);
  }

  private static void credentials(String section) throws IOException {
    Files.writeString(
        folder.resolve(".aws/credentials"),
        section
            + "aws_access_key_id = "
            + ID
            + "\naws_secret_access_key = "
            + KEY
            + "\naws_session_token = "
            + SESSION
            + "\n");
  }

  private static void script(String name, String said, String printed) throws IOException {
    Files.writeString(folder.resolve(name + ".err"), said);
    Files.writeString(folder.resolve(name + ".out"), printed);
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\ncat \"$0.out\"\ncat \"$0.err\" >&2\nexit 3\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void theTableOfTheDocumentation() throws IOException {
    var table =
        new StringBuilder(
            """
            | Who answers | Shown | Secrets of each | Answers of each |
            |---|---|---|---|
            """);
    var rows = new EqualRows();
    int answers = 0;
    for (Place place : places().toList()) {
      int own = place.secrets().size() * EchoForm.values().length;
      answers += own;
      rows.add(
          place.toString(),
          List.of(
              place.shows() ? "yes" : "no",
              String.valueOf(place.secrets().size()),
              String.valueOf(own)));
    }
    table.append(rows.markdown());
    String forms =
        Stream.of(EchoForm.values())
            .map(form -> form.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    table.append("\n%d answers, none of which comes back. Forms: %s.\n".formatted(answers, forms));
    var page = new Golden(Path.of("..", "docs", "reliability.md"));
    String begin = "<!-- echoes: written by EchoedSecretsTest -->\n";
    String end = "<!-- end of echoes -->";
    String text = page.text();
    page.assertHolds(
        text.substring(0, text.indexOf(begin) + begin.length())
            + table
            + text.substring(text.indexOf(end)));
  }

  @AfterAll
  static void stop() throws IOException {
    PARROT.close();
  }

  @ParameterizedTest
  @MethodSource("places")
  void nothingOfASecretComesBack(Place place) throws IOException {
    var leaks = new ArrayList<String>();
    for (String secret : place.secrets()) {
      for (EchoForm form : EchoForm.values()) {
        String echoed = form.of(secret);
        String output = output(place.setup().with(HARMLESS + " " + echoed + " " + HARMLESS));
        assertEquals(place.shows(), output.contains(HARMLESS), place + ": " + output);
        if (hasPiece(output, echoed) || hasPiece(output, secret)) {
          leaks.add(form + " of " + secret.substring(0, 7) + ": " + output);
        }
      }
    }
    assertTrue(leaks.isEmpty(), leaks.size() + " leaks\n" + String.join("\n", leaks));
  }

  private static boolean hasPiece(String output, String secret) {
    int piece = Math.min(PIECE, secret.length());
    for (int at = 0; at + piece <= secret.length(); at++) {
      String part = secret.substring(at, at + piece);
      // The text before the secret is not part of it.
      if (output.contains(part) && !"Authorization: Bearer --key=".contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static String output(Run run) {
    var environment = new HashMap<>(run.environment());
    environment.putIfAbsent("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("DISABLE_RETRY", "true");
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.values().removeIf(String::isEmpty);
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, UTF_8);
    int exit =
        Main.run(
            run.arguments().toArray(String[]::new),
            TestHost.of(environment, folder, folder, stream),
            stream);
    // The runner reads mask commands and does not show them.
    String text =
        output
            .toString(UTF_8)
            .lines()
            .filter(line -> !line.startsWith("::add-mask::"))
            .collect(Collectors.joining("\n"));
    assertNotEquals(0, exit, text);
    assertFalse(text.contains("(internal)"), text);
    // Rolecall prints the access key ID on purpose, to help find the key.
    return text.replace("signed with  " + ID, "") + "\n" + summary(environment);
  }

  private static String summary(Map<String, String> environment) {
    try {
      return environment.containsKey("GITHUB_STEP_SUMMARY")
          ? Files.readString(Path.of(environment.get("GITHUB_STEP_SUMMARY")))
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
