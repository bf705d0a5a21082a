package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@code export} of existing keys opens no connection and needs no Region. */
class AsksNobodyTest {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "keys", "program", "gone"})
  void exportOfKeysConnectsToNobody(String profile) throws IOException {
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve("answer.json"),
        "{\"Version\": 1, \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"%s\"}"
            .formatted(KEY, SECRET));
    Files.writeString(
        folder.resolve(".aws/config"),
        "[profile keys]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                .formatted(KEY, SECRET)
            + "[profile program]\ncredential_process = cat answer.json\n");
    var environment = new TreeMap<>(Map.of("PATH", System.getenv("PATH")));
    if (profile.isEmpty() || profile.equals("gone")) {
      environment.put("AWS_ACCESS_KEY_ID", KEY);
      environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
    }
    if (profile.equals("gone")) {
      environment.put("AWS_PROFILE", profile);
    }
    List<String> arguments =
        profile.isEmpty() || profile.equals("gone")
            ? List.of("export")
            : List.of("export", "--profile", profile);
    try (var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String name : List.of("HTTPS_PROXY", "HTTP_PROXY")) {
        environment.put(name, "http://127.0.0.1:" + proxy.getLocalPort());
      }
      var out = new ByteArrayOutputStream();
      Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
      var err = new ByteArrayOutputStream();
      int exit =
          Main.run(
              Stream.concat(arguments.stream(), Stream.of("--format=env-no-export"))
                  .toArray(String[]::new),
              host,
              new PrintStream(err, true, UTF_8));
      assertEquals(0, exit, err.toString(UTF_8));
      assertEquals(
          "AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n".formatted(KEY, SECRET),
          out.toString(UTF_8));
      proxy.setSoTimeout(500);
      assertThrows(SocketTimeoutException.class, proxy::accept, "a connection is opened");
    }
  }
}
