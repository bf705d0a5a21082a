package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.TestProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pushes with real container tools to registries with the names of ECR. A proxy redirects them to
 * the simulator, which requires the password.
 */
@Tag("container")
class EcrPushIT {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String PUBLIC = "public.ecr.aws";

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private final TestProxy proxy = TestProxy.start();
  private Map<String, String> environment;

  private record Ran(int exit, String output) {}

  @BeforeEach
  void job() throws Exception {
    var simulator = new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort());
    for (String host :
        List.of(
            OWN,
            PUBLIC,
            "api.ecr.eu-central-1.amazonaws.com",
            "api.ecr-public.us-east-1.amazonaws.com")) {
      proxy.redirect(host, 443, simulator);
    }
    Path bin = Files.createDirectory(folder.resolve("bin"));
    String java = ProcessHandle.current().info().command().orElseThrow();
    program(
        bin.resolve("rolecall"),
        "exec %s -jar %s \"$@\"".formatted(java, System.getProperty("rolecall.jar")));
    program(bin.resolve("docker-credential-rolecall"), "exec rolecall docker-credential \"$@\"");
    environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Deploy");
    environment.put("AWS_REGION", "eu-central-1");
    Path ca = Files.writeString(folder.resolve("ca.pem"), aws.authority().pem());
    environment.put("SSL_CERT_FILE", ca.toString());
    environment.put("AWS_CA_BUNDLE", ca.toString());
    environment.put("HTTPS_PROXY", proxy.url().toString());
    environment.put("NO_PROXY", "localhost");
    environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    environment.put("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
    environment.put("CI_PROJECT_DIR", Files.createDirectory(folder.resolve("project")).toString());
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    image();
  }

  @AfterEach
  void stop() {
    proxy.close();
    aws.close();
  }

  private static void program(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes an image without layers, which skopeo copies from a folder. */
  private void image() throws Exception {
    Path image = Files.createDirectories(folder.resolve("image"));
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"history\":[]}";
    String digest = digest(config);
    Files.writeString(image.resolve(digest), config);
    Files.writeString(image.resolve("version"), "Directory Transport Version: 1.1\n");
    Files.writeString(
        image.resolve("manifest.json"),
        ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\","
                + "\"size\":%d,\"digest\":\"sha256:%s\"},\"layers\":[]}")
            .formatted(config.length(), digest));
  }

  private static String digest(String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private Ran sh(String script) throws Exception {
    Process process =
        start(new ProcessBuilder("bash", "-c", script).redirectErrorStream(true)).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private ProcessBuilder start(ProcessBuilder builder) {
    builder.directory(folder.toFile()).environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static String copy(String image) {
    return "skopeo copy --insecure-policy dir:image docker://" + image;
  }

  private void assertPushed(String image, Ran ran) throws IOException {
    assertEquals(0, ran.exit(), ran.output());
    assertEquals(Set.of(image), aws.registry().images());
    assertNothingLeaks(ran);
  }

  /** Asserts that no output and no file that others can read contains a password. */
  private void assertNothingLeaks(Ran ran) throws IOException {
    List<String> secrets = aws.secrets();
    secrets.forEach(secret -> assertFalse(ran.output().contains(secret), "a secret in the output"));
    var readable = new ArrayList<Path>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), UTF_8);
        boolean secret = secrets.stream().anyMatch(text::contains);
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (secret && !mode.equals("rw-------")) {
          readable.add(file);
        }
      }
    }
    assertEquals(List.of(), readable);
  }

  @Test
  void withoutALoginTheRegistryRefuses() throws Exception {
    assertNotEquals(0, sh(copy(OWN + "/app:1")).exit());
    assertEquals(Set.of(), aws.registry().images());
  }

  @Test
  void laterCommandsOfTheJobPush() throws Exception {
    Ran ran = sh("LOGIN=$(rolecall ecr-login) && eval \"$LOGIN\" && " + copy(OWN + "/app:1"));
    assertPushed(OWN + "/app:1", ran);
  }

  @Test
  void oneCommandPushesAndNothingRemains() throws Exception {
    Ran ran = sh("rolecall ecr-login --registry " + PUBLIC + " -- " + copy(PUBLIC + "/acme/app:1"));
    assertPushed(PUBLIC + "/acme/app:1", ran);
    try (Stream<Path> left = Files.list(folder.resolve("project.tmp"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skopeo", "buildah", "podman"})
  void toolsRunTheHelper(String tool) throws Exception {
    Path config = Files.createDirectories(folder.resolve("home/.docker"));
    Files.writeString(
        config.resolve("config.json"), "{\"credHelpers\": {\"%s\": \"rolecall\"}}".formatted(OWN));
    String image = OWN + "/" + tool + ":1";
    String storage =
        tool
            + " --root \"$HOME/root\" --runroot \"$HOME/run\" --storage-driver vfs"
            + (tool.equals("podman") ? " --events-backend file" : "");
    Ran ran =
        switch (tool) {
          case "skopeo" -> sh(copy(image));
          default ->
              sh(
                  "skopeo copy -q --insecure-policy dir:image"
                      + " 'containers-storage:[vfs@'$HOME'/root+'$HOME'/run]localhost/app:1' && "
                      + storage
                      + " push localhost/app:1 docker://"
                      + image);
        };
    assertPushed(image, ran);
    assertEquals(
        "{\"credHelpers\": {\"%s\": \"rolecall\"}}".formatted(OWN),
        Files.readString(config.resolve("config.json")));
    assertTrue(aws.calls("ecr:GetAuthorizationToken").size() >= 1);
  }
}
