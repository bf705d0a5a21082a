package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Steps of a job with {@code refresh}, as the container runs them, and commands of later steps on
 * the host. The image is a folder with a replaced JVM.
 */
final class RefreshBed implements AutoCloseable {
  final FakeAws aws;
  final Path folder;
  final Path temp;
  final Map<String, String> environment;
  final ByteArrayOutputStream log = new ByteArrayOutputStream();

  record Ran(int exit, String out, String err) {}

  RefreshBed(Path folder, FakeAws aws) throws IOException {
    this.folder = folder;
    this.aws = aws;
    temp = Files.createDirectories(folder.resolve("runner's temp"));
    environment = new HashMap<>(aws.gitHubJob().environment());
    for (String name : List.of("ENV", "OUTPUT", "STATE", "STEP_SUMMARY")) {
      Path file = Files.createFile(folder.resolve("GITHUB_" + name));
      environment.put("GITHUB_" + name, file.toString());
    }
    environment.put("RUNNER_TEMP", temp.toString());
    environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    environment.put("INPUT_AWS-REGION", "eu-central-1");
    environment.put("INPUT_ROLE-TO-ASSUME", "arn:aws:iam::111122223333:role/Deploy");
    environment.put("INPUT_REFRESH", "true");
    image();
  }

  private void image() throws IOException {
    Path image = Files.createDirectories(folder.resolve("image"));
    Files.createDirectories(image.resolve("java/bin"));
    Files.createDirectories(image.resolve("java/lib/server"));
    Files.writeString(image.resolve("java/lib/server/libjvm.so"), "");
    java("exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");
    Files.writeString(image.resolve("rolecall.jar"), "");
    Files.writeString(image.resolve("rolecall.aot"), "");
    Files.writeString(
        image.resolve("run"),
        "-XX:TieredStopAtLevel=1\n\"-Djavax.net.ssl.trustStore="
            + aws.authority().trustStore()
            + "\"\n-cp\n\""
            + image
            + "/rolecall.jar:"
            + System.getProperty("java.class.path")
            + "\"\n"
            + Main.class.getName()
            + "\n");
    Files.createDirectories(folder.resolve("root/lib64"));
    Files.createDirectories(folder.resolve("root/lib/x86_64-linux-gnu"));
    Files.writeString(folder.resolve("root/lib/x86_64-linux-gnu/libc.so.6"), "");
    program(
        folder.resolve("root/lib64/ld-linux-x86-64.so.2"),
        "[ \"$1 $2\" = '--library-path glibc:java/lib' ] || exit 3\nshift 2\nexec \"$@\"");
  }

  /** Makes a JVM of the image that runs this line of a script. */
  void java(String line) throws IOException {
    program(folder.resolve("image/java/bin/java"), line);
  }

  private static void program(Path path, String line) throws IOException {
    Files.writeString(path, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs the main step. */
  int step() {
    return step(
        environment,
        Optional.of(new ImageRuntime(folder.resolve("image"), folder.resolve("root"))));
  }

  int step(Map<String, String> variables, Optional<ImageRuntime> runtime) {
    var stream = new PrintStream(log, true, UTF_8);
    var host = TestHost.of(variables, folder, folder, stream);
    return new ActionStep(host, Optional.of(temp.toString()), runtime).run();
  }

  /** Runs the post step of the main step. */
  int post() throws IOException {
    var variables = new HashMap<>(environment);
    variables.putAll(exported());
    parsed("STATE").forEach((name, value) -> variables.put("STATE_" + name, value));
    return step(variables, Optional.empty());
  }

  Map<String, String> exported() throws IOException {
    return parsed("ENV");
  }

  private Map<String, String> parsed(String name) throws IOException {
    return CommandFiles.parse(Files.readString(folder.resolve("GITHUB_" + name)));
  }

  /** Returns the folder that the step has made. */
  Path made() throws IOException {
    return Path.of(exported().get("AWS_CONFIG_FILE")).getParent();
  }

  /** Runs a line of a later step on the host. */
  Ran later(String line) throws Exception {
    var builder = new ProcessBuilder("bash", "-ec", line).directory(folder.toFile());
    var variables = builder.environment();
    variables.clear();
    variables.put("PATH", System.getenv("PATH"));
    environment.forEach(
        (name, value) -> {
          if (!name.startsWith("INPUT_") && !name.equals("AWS_REGION")) {
            variables.put(name, value);
          }
        });
    variables.putAll(exported());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    process.waitFor(60, TimeUnit.SECONDS);
    return new Ran(process.exitValue(), out, err);
  }

  /** Runs the command that AWS tools run for a profile. */
  Ran process(String profile) throws Exception {
    String command =
        Files.readString(made().resolve("config"))
            .lines()
            .dropWhile(line -> !line.equals("[profile " + profile + "]"))
            .filter(line -> line.startsWith("credential_process = "))
            .findFirst()
            .orElseThrow();
    return later(command.substring("credential_process = ".length()));
  }

  /** Changes the times in a cache, in seconds from now: of renewal, and of expiration. */
  void age(String key, long renewIn, long endIn) throws IOException {
    Path cache = made().resolve("cache-" + key);
    List<String> lines = Files.readAllLines(cache);
    long now = System.currentTimeMillis() / 1000;
    lines.set(0, String.valueOf(now + renewIn));
    lines.set(1, String.valueOf(now + endIn));
    Files.write(cache, lines);
  }

  String log() {
    return log.toString(UTF_8);
  }

  @Override
  public void close() {
    aws.close();
  }
}
