package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for the text of the main code in every module. */
class SourceRulesTest {
  private static final Path CORE = Path.of("src", "main", "java", "io", "github", "rolecall");
  private static final List<Path> ROOTS =
      Stream.of("src/main", "../action/src/main", "../maven-plugin/src/main")
          .map(Path::of)
          .filter(Files::isDirectory)
          .toList();

  /**
   * The files that reveal secrets. Before you add one, check that it sends them to AWS or exports
   * them.
   */
  private static final Set<String> REVEALING =
      Set.of(
          // send to AWS or a proxy
          "Sts.java",
          "RequestSigner.java",
          "TokenExchange.java",
          "TcpConnection.java",
          "HttpConnection.java",
          "ProxyServer.java",
          // sends to a server that issues credentials
          "SocketHttp.java",
          // read a token or credentials from the output of a program
          "CommandToken.java",
          "CredentialProcess.java",
          "SsoCredentials.java",
          // send to SSO OIDC, or write to the files of the AWS CLI
          "SsoOidc.java",
          "SsoPortal.java",
          "SsoSignIn.java",
          "ClientRegistration.java",
          "SsoToken.java",
          // mask, or check for special characters
          "RoleRun.java",
          "Proxies.java",
          "Sources.java",
          // write to the cache of a credential_process, or to its standard output
          "CachedCredentials.java",
          "CredentialProcessCommand.java",
          // gives to Maven, which sends it to a repository
          "BuildTokens.java",
          // writes to the standard output of a command that prints a token
          "CodeArtifactTokenCommand.java",
          "CodeArtifactTokenGoal.java",
          // to later goals of a build that name it, and to their processes
          "SharedToken.java",
          // to the files of package managers
          "RepositoryLogin.java",
          // to be masked, and to container tools
          "Ecr.java",
          "RegistryPassword.java",
          "DockerConfig.java",
          "DockerCredentialCommand.java",
          "DockerPluginLogin.java",
          "EcrLogins.java",
          // export
          "Format.java",
          "ProfileExporter.java",
          "Variables.java",
          "StepOutputs.java",
          "Delivery.java",
          "Expressions.java");

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_", "CI_JOB_"})
  void onlyThePackageOfCiSystemsKnowsTheirVariables(String prefix) {
    Set<String> elsewhere =
        sources()
            .filter(file -> !file.startsWith(CORE.resolve("ci")))
            .filter(file -> read(file).contains(prefix))
            .map(Path::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), elsewhere);
  }

  @Test
  void thePackageOfCiSystemsDoesKnowThem() {
    assertFalse(
        sources()
            .filter(file -> file.startsWith(CORE.resolve("ci")))
            .filter(file -> read(file).contains("GITHUB_"))
            .toList()
            .isEmpty(),
        "the scan finds nothing at all");
  }

  @Test
  void secretsComeOutInFewPlaces() {
    Set<String> revealing =
        sources()
            .filter(file -> read(file).matches("(?s).*(\\.\\s*|::)reveal\\b.*"))
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.equals("Secret.java"))
            .collect(Collectors.toCollection(TreeSet::new));
    revealing.removeAll(REVEALING);
    assertEquals(Set.of(), revealing, "new calls of reveal()");
  }

  @Test
  void everyPlaceOnTheListStillRevealsInCore() {
    Set<String> names =
        files(Path.of("src", "main"))
            .filter(file -> read(file).contains("reveal"))
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    var stale = new TreeSet<>(REVEALING);
    stale.removeAll(names);
    stale.removeAll(
        Set.of(
            "CodeArtifactTokenCommand.java",
            "CodeArtifactTokenGoal.java",
            "CredentialProcessCommand.java",
            "DockerCredentialCommand.java",
            "DockerPluginLogin.java",
            "EcrLogins.java",
            "SharedToken.java",
            "StepOutputs.java",
            "Delivery.java",
            "Expressions.java"));
    assertEquals(Set.of(), stale, "files that no longer reveal secrets");
  }

  /**
   * Another process can replace a file by a link at any time, so the code must open a file for
   * writing as a new file, or without following links. A test cannot reproduce that race reliably.
   */
  @Test
  void filesAreWrittenThroughNoLink() {
    var opened = new TreeSet<String>();
    var wrong = new TreeSet<String>();
    for (Path file : sources().toList()) {
      Matcher open =
          Pattern.compile("(FileChannel\\s*\\.\\s*open|newByteChannel)\\(([^;]*)")
              .matcher(read(file));
      while (open.find()) {
        opened.add(file.toString());
        if (!open.group(2).matches("(?s).*\\b(NEW|NOFOLLOW_LINKS)\\b.*")) {
          wrong.add(file.toString());
        }
      }
      if (read(file).matches("(?s).*Files\\.(write|writeString|newBufferedWriter|copy)\\(.*")
          && !file.endsWith("Terminal.java")) {
        wrong.add(file.toString());
      }
    }
    assertEquals(Set.of(), wrong);
    assertFalse(opened.isEmpty(), "the scan finds nothing at all");
  }

  private static Stream<Path> sources() {
    return ROOTS.stream().flatMap(SourceRulesTest::files);
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
