package io.github.rolecall.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Networks;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a Docker configuration with logins that does not change the user's configuration. */
class DockerConfigTest {
  private static final EcrRegistry OWN = EcrRegistry.of("111122223333", "eu-central-1");
  private static final RegistryPassword PASSWORD =
      new RegistryPassword(new Secret("pass:word"), Instant.EPOCH);
  private static final String AUTH = "QVdTOnBhc3M6d29yZA==";

  @TempDir Path folder;
  private final RecordingConsole console = new RecordingConsole();
  private Path users;

  @BeforeEach
  void home() throws IOException {
    users = Files.createDirectories(folder.resolve("home/.docker"));
  }

  private Host host(Map<String, String> environment) {
    var silent = new PrintStream(OutputStream.nullOutputStream(), true);
    return Host.of(environment, folder.resolve("home"), folder, silent, Networks.http());
  }

  private DockerConfig config(String text) throws IOException {
    Files.writeString(users.resolve("config.json"), text);
    DockerConfig config = DockerConfig.in(folder.resolve("temp"), host(Map.of()), console);
    config.add(OWN, PASSWORD);
    assertEquals(text, Files.readString(users.resolve("config.json")), "the user's own");
    return config;
  }

  private static JsonValue json(DockerConfig config) throws IOException {
    return JsonReader.object(Files.readString(config.path().resolve("config.json"))).orElseThrow();
  }

  private static String auth(DockerConfig config) throws IOException {
    return json(config).path("auths").path(OWN.host()).path("auth").text();
  }

  @Test
  void onlyTheOwnerReadsIt() throws IOException {
    DockerConfig config = DockerConfig.in(folder, host(Map.of()), console);
    config.add(OWN, PASSWORD);
    assertEquals(AUTH, auth(config));
    Path file = config.path().resolve("config.json");
    assertEquals("rw-------", mode(file));
    assertEquals("rwx------", mode(config.path()));
    config.remove();
    assertFalse(Files.exists(config.path()));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void settingsAndLoginsOfTheUserStay() throws IOException {
    DockerConfig config =
        config("{\"proxies\":{\"a\":{}},\"auths\":{\"ghcr.io\":{\"auth\":\"eDp5\"}}}");
    JsonValue json = json(config);
    assertTrue(json.path("proxies").has("a"));
    assertEquals("eDp5", json.path("auths").path("ghcr.io").path("auth").text());
    assertEquals(AUTH, auth(config));
  }

  @Test
  void theStoreKeepsItsLoginsAndIsNotAskedForOurs() throws IOException {
    JsonValue json =
        json(
            config(
                "{\"credsStore\":\"desktop\",\"auths\":{\"ghcr.io\":{}},"
                    + "\"credHelpers\":{\"%s\":\"ecr-login\"}}".formatted(OWN.host())));
    assertFalse(json.has("credsStore"));
    assertEquals("{\"ghcr.io\":\"desktop\"}", json.path("credHelpers").toString());
  }

  @Test
  void pluginsOfTheUserAreFoundAndSurviveTheEnd() throws IOException {
    Path plugin = Files.createDirectories(users.resolve("cli-plugins")).resolve("docker-buildx");
    Files.writeString(plugin, "plugin");
    DockerConfig config = DockerConfig.anew(folder, host(Map.of()), console);
    assertEquals("plugin", Files.readString(config.path().resolve("cli-plugins/docker-buildx")));
    config.remove();
    assertEquals("plugin", Files.readString(plugin));
  }

  @Test
  void aSecondLoginOfTheJobJoinsTheFirst() throws IOException {
    DockerConfig first = config("{}");
    Host later = host(Map.of(DockerConfig.VARIABLE, first.path().toString()));
    DockerConfig second = DockerConfig.in(folder.resolve("temp"), later, console);
    assertEquals(first.path(), second.path());
    second.add(EcrRegistry.ofPublic(), PASSWORD);
    assertEquals(2, json(second).path("auths").members().size());
    assertNotEquals(first.path(), DockerConfig.anew(folder, later, console).path());
  }

  @Test
  void aBrokenConfigurationIsSaidToBe() throws IOException {
    DockerConfig config = config("{\"auths\":");
    assertEquals(AUTH, auth(config));
    String warning = String.join("\n", console.of("warn"));
    assertTrue(warning.contains("it is not a JSON object"), warning);
  }
}
