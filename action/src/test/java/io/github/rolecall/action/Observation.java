package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Time;
import io.github.rolecall.http.Http;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import io.github.rolecall.testkit.iam.MfaDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything observable of one run of the command, as text: the plan, the requests, and the result.
 * The difference between two runs shows what a setting does.
 */
final class Observation implements AutoCloseable {
  static final String KEY = "AKIAIOSFODNN7ROLECAL";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
  private static final String KEYS =
      "\"%s\":\"" + KEY + "\",\"%s\":\"" + SECRET + "\",\"%s\":\"\",\"%s\":%s";

  private final FakeAws aws = FakeAws.start(world());
  private final Path home;
  private final List<String> seen = new ArrayList<>();

  Observation(Path home) {
    this.home = home;
  }

  /** Returns a world whose user has an MFA device with the next code 123456. */
  private static World world() {
    World world = World.standard();
    var device = new MfaDevice("arn:aws:iam::111122223333:mfa/jane", List.of("123456"));
    return world.withUser(world.users().get(0).withMfa(device));
  }

  /**
   * Runs once.
   *
   * @param environment the environment; the simulator is added later, so the plan does not show it
   */
  static String of(Path home, Map<String, String> environment, Map<Input, String> written) {
    try (var observation = new Observation(home)) {
      return observation.see(environment, written);
    }
  }

  /** Writes the cache of {@code aws sso login}, for a session or start URL with this name. */
  static void loggedIn(Path cache, String name) throws IOException {
    token(cache, name, "{\"accessToken\":\"sso-token\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
  }

  /** Writes a cache whose token has expired and can be renewed. */
  static void loggedInBefore(Path cache, String name) throws IOException {
    token(
        cache,
        name,
        """
        {"accessToken": "sso-token", "expiresAt": "2020-01-01T00:00:00Z", "clientId": "client",
         "clientSecret": "secret", "registrationExpiresAt": "2099-01-01T00:00:00Z",
         "refreshToken": "refresh"}
        """);
  }

  private static void token(Path cache, String name, String text) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(name.getBytes(UTF_8));
      Files.writeString(cache.resolve(HexFormat.of().formatHex(hash) + ".json"), text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A command that calls a service, and the name of that call in the simulator. */
  record Asking(String words, String call) {}

  private static final String DEPLOY = " --role-to-assume arn:aws:iam::111122223333:role/Deploy";

  /** Variables with the endpoints of services that only some commands call. */
  static final Map<String, Asking> SERVICES =
      Map.of(
          "AWS_ENDPOINT_URL_IAM",
          new Asking("explain --policy-profile dev" + DEPLOY, "GetRole"),
          "AWS_ENDPOINT_URL_CODEARTIFACT",
          new Asking(
              "codeartifact-token --domain acme" + DEPLOY, "codeartifact:GetAuthorizationToken"),
          "AWS_ENDPOINT_URL_ECR",
          new Asking("ecr-login" + DEPLOY, "ecr:GetAuthorizationToken"),
          "AWS_ENDPOINT_URL_ECR_PUBLIC",
          new Asking(
              "ecr-login --registry public.ecr.aws" + DEPLOY, "ecr-public:GetAuthorizationToken"));

  static void assertServiceIsAskedAt(Path home, String variable) {
    Asking asking = Objects.requireNonNull(SERVICES.get(variable));
    try (FakeAws aws = FakeAws.start()) {
      var environment =
          Map.of(
              "AWS_PROFILE",
              "dev",
              "AWS_REGION",
              "us-east-1",
              "AWS_ENDPOINT_URL_STS",
              aws.url().toString(),
              variable,
              aws.url().toString(),
              "GITLAB_CI",
              "true",
              "AWS_ID_TOKEN",
              aws.gitLabJob().idToken());
      Host host = TestHost.of(environment, home, home, NOWHERE);
      RolecallCommand.run(asking.words().split(" ", -1), host, NOWHERE);
      assertEquals(1, aws.calls(asking.call()).size());
    }
  }

  private String see(Map<String, String> environment, Map<Input, String> written) {
    try {
      Files.writeString(home.resolve("token"), aws.gitHubJob().idToken("sts.amazonaws.com"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      described(role(host(environment), written).plan());
      var more = new HashMap<>(environment);
      more.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
      Host host = host(more);
      var andEndpoint = new HashMap<>(written);
      andEndpoint.put(Input.STS_ENDPOINT, aws.url().toString());
      andEndpoint.put(Input.DISABLE_RETRY, "true");
      CiPlatform platform = CiPlatform.detect(host);
      Assumed assumed =
          new Assume(host, platform, platform.console(NOWHERE, FrontEnd.COMMAND, host.secrets()))
              .run(List.of(atSimulator(role(host, andEndpoint))))
              .get(0);
      seen.add("is " + assumed.describe());
      seen.add("key " + assumed.credentials().accessKeyId().substring(0, 4));
    } catch (CredentialsException e) {
      seen.add("problem " + e.problem().message(FrontEnd.COMMAND));
    }
    aws.calls().forEach(call -> seen.add(call + call.sessionToken().map(t -> " token").orElse("")));
    return String.join("\n", seen)
        .replace(home.toString(), "HOME")
        .replace(aws.url().toString(), "AWS")
        .replaceAll("ASIA[A-Z0-9]+", "ASIA")
        .replaceAll(", valid until \\S+", "");
  }

  private static PlannedRole role(Host host, Map<Input, String> written) {
    return new Planner(host, CiPlatform.detect(host))
        .plan(Inputs.of(FrontEnd.COMMAND, written, host.environment()))
        .get(0);
  }

  private void described(Plan plan) {
    Network network = plan.network();
    seen.add("region " + plan.region());
    seen.add("from " + plan.source().describe());
    plan.chain().forEach(role -> seen.add("role " + role.target() + " as " + role.sessionName()));
    seen.add("endpoint " + network.stsEndpoint().map(Object::toString).orElse("standard"));
    seen.add("trusts " + network.trusted().map(Path::toString).orElse("standard"));
    seen.add("fips " + network.fips() + " dualstack " + network.dualStack());
    seen.add("proxies " + network.proxies());
    seen.add("retry " + plan.reach().retry() + " time " + plan.reach().time());
  }

  /**
   * Removes certificate, FIPS, dual-stack and proxy settings, which the simulator does not support.
   */
  private static PlannedRole atSimulator(PlannedRole role) {
    Plan plan = role.plan();
    Network old = plan.network();
    var network =
        new Network(
            old.stsEndpoint(), Proxies.none(), Optional.empty(), false, false, old.userAgent());
    return new PlannedRole(
        role.inputs(),
        new Plan(
            plan.region(),
            plan.identity(),
            plan.guards(),
            plan.exportTargets(),
            new Plan.Reach(
                plan.reach().stsRegion(), network, plan.reach().retry(), plan.reach().time()),
            plan.variables(),
            plan.skippedChecks(),
            plan.notes()));
  }

  private Host host(Map<String, String> environment) {
    return new Host(
        Map.copyOf(environment),
        home,
        home,
        new Time(Clock.systemUTC(), wait -> {}, () -> 0.5),
        TestHost.http(this::answer),
        NOWHERE,
        question -> Optional.of("123456"),
        Map.of());
  }

  /** Answers as the metadata service, the container server and SSO do, at any address. */
  private Http.Answer answer(Http.Request request, Http real) {
    String address = request.address().toString();
    if (address.startsWith(aws.url().toString())) {
      return real.ask(request);
    }
    seen.add(
        "asks "
            + request.method()
            + " "
            + address
            + " for "
            + request.timeout()
            + request.headers().getOrDefault("Authorization", "").replaceFirst("^", " "));
    if (address.endsWith("/latest/api/token")) {
      return said("token");
    }
    if (address.endsWith("/security-credentials/")) {
      return said("role");
    }
    return said(
        address.contains("/federation/")
            ? "{\"roleCredentials\":{"
                + KEYS.formatted(
                    "accessKeyId", "secretAccessKey", "sessionToken", "expiration", "4070908800000")
                + "}}"
            : "{"
                + KEYS.formatted(
                    "AccessKeyId",
                    "SecretAccessKey",
                    "Token",
                    "Expiration",
                    "\"2099-01-01T00:00:00Z\"")
                + "}");
  }

  private static Http.Answer said(String body) {
    return new Http.Answer(200, "application/json", body);
  }

  @Override
  public void close() {
    aws.close();
  }
}
