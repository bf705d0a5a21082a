package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the warning about the Region of the job. AWS SDK 1 in Maven's JVM uses it instead of the
 * Region of the credentials.
 */
class ConflictingAwsSettingsTest {
  private final RecordingLog log = new RecordingLog();

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, env, 1",
    "eu-west-1, file, 1",
    "eu-west-1, endpoint, 0",
    "us-east-1, env, 0"
  })
  void anotherRegionIsNamed(String region, String export, int warnings) {
    Host host =
        Host.of(
            Map.of("AWS_REGION", region),
            Path.of("home"),
            Path.of("work"),
            new PrintStream(OutputStream.nullOutputStream()));
    Parameters parameters = new Parameters().put(Input.EXPORT, export);

    new ConflictingAwsSettings(host)
        .warn(
            HandedOn.options("default", parameters),
            HandedOn.assumed("one"),
            new MavenConsole(log, Optional.empty(), host.secrets()));

    assertEquals(warnings, log.lines().size(), log.toString());
    log.lines()
        .forEach(
            line -> {
              assertTrue(line.contains("has AWS_REGION=eu-west-1."), line);
              assertTrue(line.contains("instead of us-east-1"), line);
            });
  }
}
