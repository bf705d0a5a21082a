package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Time;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** A machine with a clock of its own, and an AWS that rejects signatures that are 5 minutes off. */
final class ClockBed implements AutoCloseable {
  static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  private static final String CONFIG =
      """
      [profile keys]
      aws_access_key_id = AKIAIOSFODNN7ROLECAL
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
      [profile sso]
      sso_session = s
      sso_account_id = 111122223333
      sso_role_name = Deploy
      [sso-session s]
      sso_start_url = https://octo-corp.awsapps.com/start
      sso_region = us-east-1
      """;

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Federated":
          "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
        }}}]}
      """;

  final FakeAws aws;
  final Map<String, String> environment = new HashMap<>();
  private final WrongClock clock;
  private final Path home;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  ClockBed(WrongClock clock, Path folder) throws IOException {
    this.clock = clock;
    this.home = Files.createTempDirectory(folder, "home");
    this.aws =
        FakeAws.builder().clock(clock.ofAws()).signatureTolerance(Duration.ofMinutes(5)).start();
    environment.put("HOME", home.toString());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    Files.createDirectories(cache());
    write(home.resolve(".aws/config"), CONFIG);
    write(home.resolve("trust.json"), TRUST);
  }

  /** Returns the time at AWS in this number of minutes. */
  Instant inMinutes(int minutes) {
    return clock
        .ofAws()
        .instant()
        .plus(Duration.ofMinutes(minutes))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  WrongClock clock() {
    return clock;
  }

  /** Adds variables to the environment, such as those of a job. */
  ClockBed in(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /**
   * Writes a cached sign-in that expires at this time. AWS does not know its token, and it cannot
   * be renewed.
   */
  ClockBed signedIn(Instant end) throws IOException {
    String token =
        "{\"startUrl\": \"https://octo-corp.awsapps.com/start\", \"region\": \"us-east-1\","
            + " \"accessToken\": \"a-token-of-nobody\", \"expiresAt\": \"%s\"}";
    // The file name is the SHA-1 of the session name.
    write(cache().resolve("a0f1490a20d0211c997b44bc357e1972deab8ae3.json"), token.formatted(end));
    return this;
  }

  private Path cache() {
    return home.resolve(".aws/sso/cache");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** Signs in to IAM Identity Center while the clock of the machine shows this time. */
  int signIn(Clock machine) throws IOException {
    environment.putAll(SsoBed.browser(home, aws));
    environment.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    return run(machine, "sso", "login", "--profile", "sso");
  }

  /** Runs a command on the machine, and returns its exit code. */
  int run(String... arguments) {
    return run(clock.ofMachine(), arguments);
  }

  private int run(Clock machine, String... arguments) {
    var out = new PrintStream(said, true, UTF_8);
    return Main.run(
        arguments,
        TestHost.of(environment, home, home, out).with(new Time(machine, wait -> {}, () -> 0.5)),
        out);
  }

  /** Returns everything that was printed. */
  String said() {
    return said.toString(UTF_8);
  }

  /** Returns how many signatures AWS has rejected because of their time. */
  long refusedSignatures() {
    return aws.calls().stream()
        .filter(call -> call.errorCode().filter("SignatureDoesNotMatch"::equals).isPresent())
        .count();
  }

  @Override
  public void close() {
    aws.close();
  }
}
