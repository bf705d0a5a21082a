package io.github.rolecall.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.aws.sts.StsAnswers;
import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.configure.AccessKeysCsv;
import io.github.rolecall.export.file.CommandFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.http.HttpAnswers;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.model.Claims;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policyfile.PolicyFiles;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.testkit.ci.CommandFiles;
import io.github.rolecall.text.LosslessText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A parser of untrusted text, which must return a value or a problem for any input. The samples are
 * in {@code src/test/resources/fuzz}. An input that once failed becomes a sample.
 */
public enum FuzzTarget {
  HTTP,
  INI,
  CSV,
  JWT,
  POLICY,
  YAML,
  STS,
  GITHUB_ENV;

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Path FILE = temporaryFile();

  /** Reads any bytes; throws only if Rolecall has a bug. */
  public void read(byte[] data) {
    try {
      switch (this) {
        case HTTP -> HttpAnswers.read(data);
        case INI -> awsFile(data);
        case CSV -> accessKeys(data);
        case JWT -> token(data);
        case POLICY -> policy(data);
        case YAML -> settings(data);
        case STS -> StsAnswers.read(text(data));
        case GITHUB_ENV -> variables(data);
      }
    } catch (CredentialsException e) {
      if (e.problem().message(FrontEnd.COMMAND).isBlank()) {
        throw new AssertionError("a problem without a message", e);
      }
    }
  }

  /** Returns the files that fuzzing starts with. */
  public List<byte[]> samples() throws IOException {
    Path folder = Path.of("src/test/resources/fuzz", name().toLowerCase(Locale.ROOT));
    try (var files = Files.list(folder)) {
      return files.sorted().map(FuzzTarget::bytes).toList();
    }
  }

  private static void awsFile(byte[] data) {
    String text = LosslessText.of(data);
    for (var kind : AwsFileText.Kind.values()) {
      AwsFileText file = AwsFileText.of(kind, text);
      check(file.toString().equals(text), "the text of the file has changed");
      problemOr(() -> file.sections("file"));
      problemOr(() -> file.with("fuzz", Map.of("region", "eu-west-1")).sections("file"));
      problemOr(() -> file.without("default").sections("file"));
    }
  }

  private static void accessKeys(byte[] data) {
    Path file = write(data);
    problemOr(() -> new AccessKeysCsv(file, true));
    new AccessKeysCsv(file, false);
  }

  private static void token(byte[] data) {
    String text = text(data);
    problemOr(() -> look(IdentityToken.of(new Given(text, "token"))));
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    look(IdentityToken.of(new Given("eyJhbGciOiJSUzI1NiJ9." + payload + ".c2ln", "token")));
  }

  private static void look(IdentityToken token) {
    token.claims().ifPresent(FuzzTarget::look);
    token.check();
  }

  private static void look(Claims claims) {
    claims.time("iat");
    claims.audience();
    claims.reusableWorkflow();
    explain(claims, Optional.empty());
  }

  private static void explain(Claims claims, Optional<TrustPolicy> policy) {
    var request = new Request(claims, Optional.empty(), Optional.of("s"), Optional.empty(), NOW);
    Explanation.of(request, policy);
  }

  private static void policy(byte[] data) {
    try {
      TrustPolicy policy = PolicyFiles.read(text(data)).of(Optional.empty());
      var claims =
          JsonReader.object(
              """
              {"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com",
               "sub": "repo:octo-org/octo-repo:ref:refs/heads/main", "exp": 1795780800}
              """);
      explain(new Claims(claims.orElseThrow()), Optional.of(policy));
    } catch (IllegalArgumentException e) {
      check(e.getMessage() != null, "a denial without a reason");
    }
  }

  private static void settings(byte[] data) {
    Path file = write(data);
    Host host = TestHost.of(Map.of("AWS_REGION", "eu-west-1"));
    Inputs inputs =
        Inputs.of(FrontEnd.COMMAND, Map.of(Input.CONFIG, file.toString()), host.environment());
    new Planner(host, CiPlatform.detect(host)).plan(WholeInputs.of(inputs, host));
  }

  /** Asserts that the runner reads exactly the values that were written. */
  private static void variables(byte[] data) {
    String[] values = text(data).split("\0", 4);
    var written = new LinkedHashMap<String, String>();
    for (int i = 0; i < values.length; i++) {
      written.put("AWS_" + i, values[i]);
    }
    for (String before : List.of("", "OTHER=1", "OTHER=1\n", "OTHER<<END\n1\nEND")) {
      Path file = write(before.getBytes(UTF_8));
      new CommandFile("GITHUB_ENV", file).append(written);
      Map<String, String> read = CommandFiles.parse(text(bytes(file)));
      var expected = new LinkedHashMap<String, String>();
      if (!before.isEmpty()) {
        expected.put("OTHER", "1");
      }
      expected.putAll(written);
      check(read.equals(expected), "other variables than were written");
    }
  }

  private static void problemOr(Runnable work) {
    try {
      work.run();
    } catch (CredentialsException e) {
      e.problem().message(FrontEnd.COMMAND);
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static String text(byte[] data) {
    return new String(data, UTF_8);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(byte[] data) {
    try {
      return Files.write(FILE, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("rolecall-fuzz", ".tmp");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
