package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rolecall codeartifact-login} in a GitHub job that assumes a role. */
class CodeArtifactLoginTest {
  private static final String TOKEN = "codeartifact:GetAuthorizationToken";
  private static final String ENDPOINT = "codeartifact:GetRepositoryEndpoint";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String HOST = "acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com";

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private final Map<String, String> variables = new HashMap<>();

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran run(String... arguments) {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    environment.put("HOME", folder.toString());
    environment.putAll(variables);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
    String[] words =
        Stream.concat(
                Stream.of(
                    "codeartifact-login",
                    "--role-to-assume=" + ROLE,
                    "--aws-region=eu-central-1",
                    "--retry-max-attempts=2"),
                Stream.of(arguments))
            .toArray(String[]::new);
    int exit = Main.run(words, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Ran login(String tool, String... more) {
    return run(
        Stream.concat(
                Stream.of("--tool=" + tool, "--domain=acme", "--repository=shared"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String issued() {
    List<String> tokens = aws.secrets().stream().filter(s -> s.startsWith("eyJ2ZXIiO")).toList();
    return tokens.get(tokens.size() - 1);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "npm, npm, .npmrc",
    "pip, pypi, .config/pip/pip.conf",
    "twine, pypi, .pypirc",
    "nuget, nuget, .config/NuGet/NuGet.Config",
    "dotnet, nuget, .nuget/NuGet/NuGet.Config",
    "maven, maven, .m2/settings.xml"
  })
  void theFileOfTheToolHasTheTokenAndTheLogDoesNot(String tool, String format, String file)
      throws IOException {
    Ran ran = login(tool);
    assertEquals(0, ran.exit(), ran::err);
    assertEquals("", ran.out());
    assertEquals(List.of(file), files());
    assertTrue(Files.readString(folder.resolve(file)).contains(issued()));
    String mask = "::add-mask::" + issued();
    assertTrue(ran.err().contains(mask), ran::err);
    assertFalse(ran.err().replace(mask, "").contains(issued()), ran::err);
    for (String part :
        List.of(
            "Logged " + tool + " in to https://" + HOST + "/" + format + "/shared/",
            "assumed-role/Deploy/",
            folder.resolve(file).toString())) {
      assertTrue(ran.err().contains(part), part + " in " + ran.err());
    }
    assertTrue(ran.err().indexOf(mask) < ran.err().indexOf("Logged "), ran::err);
  }

  @Test
  void theEndpointIsRequestedAsTheTokenIs() {
    Ran ran = login("pip", "--domain-owner=444455556666", "--token-duration-seconds=900");
    assertEquals(0, ran.exit(), ran::err);
    assertEquals(
        Map.of("domain", "acme", "domain-owner", "444455556666", "duration", "900"),
        aws.calls(TOKEN).get(0).parameters());
    Call endpoint = aws.calls(ENDPOINT).get(0);
    assertEquals(
        Map.of(
            "domain",
            "acme",
            "domain-owner",
            "444455556666",
            "repository",
            "shared",
            "format",
            "pypi"),
        endpoint.parameters());
    assertTrue(endpoint.signedBy().orElse("").startsWith("ASIA"), "signed by the role");
  }

  @Test
  void npmMayUseTheRepositoryForAScopeOnly() throws IOException {
    for (String scope : List.of("acme", "@acme")) {
      assertEquals(0, login("npm", "--namespace=" + scope).exit());
      assertTrue(
          Files.readString(folder.resolve(".npmrc"))
              .startsWith("@acme:registry=https://" + HOST + "/npm/shared/\n"));
    }
  }

  @Test
  void theServerOfMavenIsNamedInTheLog() throws IOException {
    assertTrue(login("maven").err().contains("(server acme-shared)"));
    assertTrue(login("maven", "--server-id=releases").err().contains("(server releases)"));
    String settings = Files.readString(folder.resolve(".m2/settings.xml"));
    assertTrue(settings.contains("<id>releases</id>") && settings.contains("<id>acme-shared</id>"));
  }

  @ParameterizedTest
  @CsvSource({
    "denied-one, codeartifact-endpoint-denied, codeartifact:GetRepositoryEndpoint on the repository",
    "missing-one, codeartifact-repository-not-found, case-sensitive"
  })
  void withoutAnEndpointNothingIsWritten(String repository, String code, String remedy)
      throws IOException {
    Ran ran = run("--tool=npm", "--domain=acme", "--repository=" + repository);
    assertEquals(1, ran.exit(), ran::err);
    for (String part :
        List.of(
            "(" + code + ")",
            remedy,
            "arn:aws:codeartifact:eu-central-1:111122223333:repository/acme/" + repository)) {
      assertTrue(ran.err().contains(part), part + " in " + ran.err());
    }
    assertEquals(List.of(), files());
    assertEquals(1, aws.calls(ENDPOINT).size(), "such a call is not repeated");
  }

  @Test
  void withoutATokenNothingIsWritten() throws IOException {
    Ran ran = run("--tool=pip", "--domain=denied-one", "--repository=shared");
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("(codeartifact-denied)"), ran::err);
    assertEquals(List.of(), files());
  }

  @Test
  void withoutTheGuardsNothingIsWritten() throws IOException {
    Ran ran = login("maven", "--allowed-account-ids=999999999999");
    assertTrue(ran.err().contains("(account-not-allowed)"), ran::err);
    assertEquals(List.of(), aws.calls(TOKEN));
    assertEquals(List.of(), files());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"repositoryEndpoint\": \"http://acme.example/npm/shared/\"}",
        "{\"repositoryEndpoint\": \"https://user@acme.example/npm/shared/\"}",
        "{\"repositoryEndpoint\": \"https://acme.example/npm/shared\\nregistry=x/\"}",
        "{}"
      })
  void anEndpointThatDoesNotFitAFileIsRefused(String answer) throws IOException {
    for (int i = 0; i < 3; i++) {
      aws.fault(ENDPOINT, Fault.body(200, "application/json", answer));
    }
    Ran ran = login("npm");
    assertEquals(1, ran.exit(), ran::err);
    assertTrue(ran.err().contains("(codeartifact-refused)"), ran::err);
    assertEquals(List.of(), files());
  }

  @Test
  void aFileThatIsNotUnderstoodIsReportedBeforeAwsIsAsked() throws IOException {
    Path settings = folder.resolve(".m2/settings.xml");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, "<settings>\n  <servers>\n</settings>\n");
    Ran ran = login("maven");
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("Line 3 of " + settings), ran::err);
    assertTrue(ran.err().contains("(package-manager-file-syntax)"), ran::err);
    assertEquals(List.of(), aws.calls());
    assertEquals("<settings>\n  <servers>\n</settings>\n", Files.readString(settings));
  }

  @ParameterizedTest
  @CsvSource({
    "--tool=yarn, --tool",
    "--repository=a, --repository",
    "--repository=a/b, --repository",
    "--namespace=@Acme/x, --namespace",
    "--server-id=acme, --server-id",
    "--domain-owner=1, --domain-owner"
  })
  void aWrongOptionIsNamed(String option, String name) {
    Stream<String> standard = Stream.of("--tool=npm", "--domain=acme", "--repository=shared");
    Ran ran =
        run(
            Stream.concat(standard.filter(word -> !word.startsWith(name + "=")), Stream.of(option))
                .toArray(String[]::new));
    assertEquals(2, ran.exit(), ran::err);
    assertTrue(ran.err().contains(name), ran::err);
    assertEquals(List.of(), aws.calls(), "nothing is asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tool", "--domain", "--repository"})
  void requiredOptionsAreNamed(String name) {
    Ran ran =
        run(
            Stream.of("--tool=npm", "--domain=acme", "--repository=shared")
                .filter(word -> !word.startsWith(name + "="))
                .toArray(String[]::new));
    assertEquals(2, ran.exit(), ran::err);
    assertTrue(ran.err().contains(name), ran::err);
  }

  @Test
  void aVariableThatTheToolUsesInsteadIsAWarning() {
    assertFalse(login("pip").err().contains("::warning"));
    variables.put("PIP_INDEX_URL", "https://user:hidden@example.com/simple/");
    Ran ran = login("pip");
    assertEquals(0, ran.exit(), ran::err);
    assertTrue(
        ran.err().contains("::warning title=Rolecall::The environment variable PIP_INDEX_URL"),
        ran::err);
    assertFalse(ran.err().contains("user:hidden"), ran::err);
  }

  @Test
  void aScopeIsForNpmOnly() {
    Ran ran = login("pip", "--namespace=@acme");
    assertEquals(2, ran.exit(), ran::err);
    assertTrue(ran.err().contains("--namespace"), ran::err);
  }
}
