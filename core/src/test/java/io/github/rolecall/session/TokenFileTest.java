package io.github.rolecall.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.TokenProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests real links: those that kubelet makes, and others. */
class TokenFileTest {
  private static final String VERSION = "..2026_11_21_08_00_00.123456789";

  @TempDir private Path root;

  /** Replaces /var/run/secrets. */
  private Path mount;

  private Path elsewhere;

  @BeforeEach
  void folders() throws IOException {
    root = root.toRealPath();
    mount = Files.createDirectories(root.resolve("run/secrets"));
    Files.createDirectory(root.resolve("var"));
    Files.createSymbolicLink(root.resolve("var/run"), root.resolve("run"));
    elsewhere = Files.writeString(root.resolve("elsewhere"), "stolen");
  }

  /** Makes a projected volume: the token is behind two links, in a folder named after the time. */
  private Path projected(Path folder, String name) throws IOException {
    Path version = Files.createDirectories(folder.resolve(VERSION));
    Files.writeString(version.resolve(name), "the token\n");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of(VERSION));
    return Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
  }

  private String read(Path file) {
    return new TokenFile("the input", file, List.of(root.resolve("var/run/secrets"), mount)).read();
  }

  private String refusal(Path file) {
    var problem = Thrown.problem(TokenProblem.FileUnreadable.class, () -> read(file));
    assertEquals("the input", problem.name());
    return problem.reason();
  }

  @ParameterizedTest
  @CsvSource({
    "run/secrets/kubernetes.io/serviceaccount, token",
    "run/secrets/eks.amazonaws.com/serviceaccount, token",
    "run/secrets/tokens, aws-token",
    "run/secrets/pods.eks.amazonaws.com/serviceaccount, eks-pod-identity-token"
  })
  void theLinksOfKubernetesAreFollowed(String folder, String name) throws IOException {
    Path token = projected(root.resolve(folder), name);
    assertEquals("the token\n", read(token));
    assertEquals("the token\n", read(root.resolve("var").resolve(root.relativize(token))));
  }

  @Test
  void aRotatedTokenIsReadAnew() throws IOException {
    Path folder = mount.resolve("x/serviceaccount");
    Path token = projected(folder, "token");
    Path next = Files.createDirectory(folder.resolve("..2026_11_21_09_00_00.2"));
    Files.writeString(next.resolve("token"), "another");
    Files.delete(folder.resolve("..data"));
    Files.createSymbolicLink(folder.resolve("..data"), next.getFileName());
    assertEquals("another", read(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "run/secret/x", "run/secrets-of-mine/x", "run"})
  void theSameLinksElsewhereAreNot(String folder) throws IOException {
    Path token = projected(root.resolve(folder), "token");
    assertTrue(refusal(token).contains("symbolic link"));
  }

  @Test
  void onlyTokensAreFollowed() throws IOException {
    Path other = projected(mount.resolve("x"), "ca.crt");
    assertTrue(refusal(other).contains("symbolic link"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../../elsewhere", "..data/other", "..data/../token", "..2026/token", "ABS"})
  void aLinkToAnotherPlaceIsNotFollowed(String target) throws IOException {
    Path token = projected(mount.resolve("x"), "token");
    Files.delete(token);
    Files.createSymbolicLink(token, target.equals("ABS") ? elsewhere : Path.of(target));
    assertTrue(refusal(token).contains("symbolic link"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "../y", "y", "..a/..b", "ABS"})
  void noFolderOutsideIsFollowed(String target) throws IOException {
    Path folder = mount.resolve("x");
    Path token = projected(folder, "token");
    Path y = Files.createDirectory(folder.resolve("y"));
    Files.writeString(y.resolve("token"), "stolen");
    Files.delete(folder.resolve("..data"));
    Files.createSymbolicLink(folder.resolve("..data"), target.equals("ABS") ? y : Path.of(target));
    assertTrue(refusal(token).contains("symbolic link"));
  }

  @Test
  void theFileAtTheEndIsNoLink() throws IOException {
    Path token = projected(mount.resolve("x"), "token");
    Path last = mount.resolve("x").resolve(VERSION).resolve("token");
    Files.delete(last);
    Files.createSymbolicLink(last, elsewhere);
    assertTrue(refusal(token).contains("symbolic link"));
  }

  @Test
  void theFolderInBetweenIsNoLink() throws IOException {
    Path folder = mount.resolve("x");
    Path token = projected(folder, "token");
    Path outside = Files.createDirectory(root.resolve("outside"));
    Files.writeString(outside.resolve("token"), "stolen");
    Files.delete(folder.resolve(VERSION).resolve("token"));
    Files.delete(folder.resolve(VERSION));
    Files.createSymbolicLink(folder.resolve(VERSION), outside);
    assertTrue(refusal(token).contains("symbolic link"));
  }

  @Test
  void aFolderThatIsALinkIsRefused() throws IOException {
    projected(mount.resolve("x"), "token");
    Path link = Files.createSymbolicLink(mount.resolve("link"), Path.of("x"));
    assertTrue(refusal(link.resolve("token")).contains("symbolic link"));
  }

  @Test
  void dotsInTheNameLeadToNoOtherPlace() throws IOException {
    Path token = projected(root.resolve("home"), "token");
    assertTrue(refusal(mount.resolve("../../home").resolve(token.getFileName())).contains("link"));
  }

  @Test
  void theRealPlacesAreThoseOfKubernetes() {
    // This file does not exist on this machine. The test only shows that the path is accepted.
    var problem =
        Thrown.problem(
            TokenProblem.FileUnreadable.class,
            () -> new TokenFile("x", Path.of("/var/run/secrets/none/token")).read());
    assertEquals("it does not exist", problem.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void anEmptyFileHasNoToken(String text) throws IOException {
    assertEquals("it is empty", refusal(Files.writeString(root.resolve("file"), text)));
  }

  @Test
  void aFileThatIsNoLinkIsReadAsItIs() throws IOException {
    assertEquals("a token\n", read(Files.writeString(root.resolve("file"), "a token\n")));
    assertEquals("it does not exist", refusal(root.resolve("none")));
  }

  /** {@code <(command)} in a shell is a descriptor, which is a link on Linux. */
  @Test
  void aDescriptorIsAStreamThatTheUserGives() throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "printf 'a token' | \"$0\" \"$@\"",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName(),
                "/dev/fd/0")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertEquals("a token", printed);
  }

  /** Prints the token of a file, in a process whose descriptors the test sets. */
  static final class Reading {
    public static void main(String... arguments) {
      System.out.print(new TokenFile("x", Path.of(arguments[0])).read());
    }
  }

  @Test
  void whatItMeansThatAFileCannotBeReadIsForOthersToSay() throws IOException {
    Path missing = root.resolve("missing");
    var other = new CredentialsException(new TokenProblem.FileUnreadable("other", "", "planted"));
    var file = new TokenFile("x", missing);
    assertSame(other, assertThrows(CredentialsException.class, () -> file.read(told -> other)));
    Files.writeString(missing, "a token");
    assertEquals("a token", file.read(told -> other));
  }
}
