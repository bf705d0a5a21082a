package io.github.rolecall.aws.sts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * Tests that the AWS SDK reads no settings of the machine. A process signs calls while every
 * variable and property that the SDK knows is invalid, and so are the files that it would read.
 */
class SdkWallTest {
  private static final Pattern VARIABLE =
      Pattern.compile("(?<![A-Za-z0-9_])(AWS_[A-Z0-9_]*[A-Z0-9]|_X_AMZN_[A-Z_]+)(?![A-Za-z0-9_])");
  private static final Pattern PROPERTY =
      Pattern.compile("(?<![A-Za-z0-9_.$/-])(aws\\.[A-Za-z0-9.]*[A-Za-z0-9])(?![A-Za-z0-9_.#/])");
  private static final Pattern OF_THE_SDK =
      Pattern.compile("asked for (aws\\.|com\\.amazonaws|software\\.amazon|sdk\\.).*");

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private Path home;

  @BeforeEach
  void home() throws IOException {
    home = Files.createDirectories(folder.resolve("home/.aws")).getParent();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static List<Path> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(path -> path.contains("awssdk") && path.endsWith(".jar"))
        .map(Path::of)
        .toList();
  }

  /**
   * Returns every text of this form in the classes of the SDK, and the names of the SDK's settings.
   */
  private static Set<String> known(Pattern form, boolean variables) throws Exception {
    var known = new TreeSet<String>();
    for (Path path : jars()) {
      try (var jar = new JarFile(path.toFile())) {
        for (JarEntry entry : jar.stream().toList()) {
          if (!entry.getName().endsWith(".class")) {
            continue;
          }
          try (InputStream in = jar.getInputStream(entry)) {
            Matcher texts = form.matcher(new String(in.readAllBytes(), ISO_8859_1));
            while (texts.find()) {
              known.add(texts.group(1));
            }
          }
        }
      }
    }
    for (Class<?> settings : settings()) {
      for (Object setting : settings.getEnumConstants()) {
        String name =
            variables
                ? ((SystemSetting) setting).environmentVariable()
                : ((SystemSetting) setting).property();
        if (name != null) {
          known.add(name);
        }
      }
    }
    return known;
  }

  private static List<Class<?>> settings() throws Exception {
    var found = new ArrayList<Class<?>>();
    for (Path path : jars()) {
      try (var jar = new JarFile(path.toFile())) {
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().matches("software/.*Setting.*\\.class")) {
            String name = entry.getName().replaceFirst("\\.class$", "").replace('/', '.');
            Class<?> type = Class.forName(name, false, SdkWallTest.class.getClassLoader());
            if (type.isEnum() && SystemSetting.class.isAssignableFrom(type)) {
              found.add(type);
            }
          }
        }
      }
    }
    return found;
  }

  @Test
  void theListsAreWhole() throws Exception {
    assertTrue(settings().contains(SdkSystemSetting.class));
    Set<String> variables = known(VARIABLE, true);
    assertTrue(
        variables.containsAll(
            List.of(
                "AWS_USE_FIPS_ENDPOINT",
                "AWS_CONFIG_FILE",
                "AWS_EXECUTION_ENV",
                "AWS_PARTITIONS_FILE",
                "_X_AMZN_TRACE_ID")),
        variables.toString());
    assertTrue(variables.size() > 50, variables.toString());
    Set<String> properties = known(PROPERTY, false);
    assertTrue(
        properties.containsAll(List.of("aws.useFipsEndpoint", "aws.configFile", "aws.profile")),
        properties.toString());
    assertTrue(properties.size() > 40, properties.toString());
  }

  /** Opening the last one for reading blocks forever. */
  @ParameterizedTest
  @ValueSource(strings = {"yes", "-1", "a\n b \u00e4", "/", "(fifo)"})
  void callsAreSignedWhateverTheMachineSays(String nonsense) throws Exception {
    String value = nonsense.replace("(fifo)", fifo(folder.resolve("fifo")).toString());
    fifo(home.resolve(".aws/config"));
    fifo(home.resolve(".aws/credentials"));
    signed(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[default]\n  region = a\n  aws_access_key_id = b\n",
        "region : eu-west-1\n[default\n",
        "\ufeff[default]\nuse_fips_endpoint = yes\n",
        "[default]\nregion = \u00ff\u00fe\n",
        "[profile none]\nauth_scheme_preference =\nsigv4a_signing_region_set\n = \n",
        "[services x]\nsts =\nendpoint_url = y\n"
      })
  void callsAreSignedWithFilesThatNobodyCanRead(String text) throws Exception {
    for (String file : List.of("config", "credentials")) {
      Files.write(
          home.resolve(".aws").resolve(file),
          text.getBytes(text.startsWith("\ufeff") ? UTF_8 : ISO_8859_1));
    }
    signed("nonsense");
  }

  private static Path fifo(Path path) throws Exception {
    Files.deleteIfExists(path);
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
    return path;
  }

  private void signed(String value) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + home);
    known(PROPERTY, false).forEach(name -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SignedCalls.class.getName(),
            aws.url().toString(),
            aws.authority().bundle().toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("said").toFile());
    known(VARIABLE, true).forEach(name -> builder.environment().put(name, value));
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(folder.resolve("said"));
    assertTrue(ended, () -> "the process waits for a file: " + said);
    List<String> lines = said.lines().toList();
    assertEquals(
        List.of(
            "arn:aws:iam::111122223333:user/ci",
            "arn:aws:sts::111122223333:assumed-role/Chained/ci",
            "policy"),
        lines.subList(0, Math.min(3, lines.size())),
        said);
    assertEquals(
        List.of(), lines.stream().filter(OF_THE_SDK.asMatchPredicate()).toList(), "was read");
    assertTrue(lines.size() > 10, "the test sees too few reads of properties: " + said);
    assertEquals(3, aws.calls().size());
    aws.calls().forEach(call -> assertEquals("us-east-1", call.signingRegion().orElseThrow()));
  }
}
