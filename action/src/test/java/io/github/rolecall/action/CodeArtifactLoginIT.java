package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.TestProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logins of real package managers: compared with those of the AWS CLI, and used. A proxy leads the
 * names of CodeArtifact to the simulator.
 */
@Tag("long")
class CodeArtifactLoginIT {
  private static final String HOST = "acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com";
  private static final String DOMAIN = "acme-111122223333.eu-central-1";
  private static final String LOGIN = " --domain acme --repository shared --tool ";

  /** What the user had before, and an earlier login. */
  private static final Map<String, String> FILES =
      Map.of(
          ".npmrc",
          "save-exact=true\nregistry=https://old.example/\n//"
              + HOST
              + "/npm/shared/:_authToken=old",
          ".config/pip/pip.conf",
          "[list]\nformat = columns\n[global]\ntimeout = 60\nindex-url = https://aws:old@old.example/",
          ".pypirc",
          "[distutils]\nindex-servers =\n    pypi\n    other\n[other]\nrepository: https://other/\n");

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private final TestProxy proxy = TestProxy.start();
  private Path recorded;
  private Path bin;

  private record Ran(int exit, String output) {}

  @BeforeEach
  void programs() throws IOException {
    proxy.redirect(
        HOST, 443, new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort()));
    bin = Files.createDirectory(folder.resolve("recorders"));
    recorded = folder.resolve("recorded");
    Files.createFile(recorded);
    // Each records its arguments, which every user of the machine could see.
    for (String tool : List.of("npm", "pip")) {
      program(tool, "PATH=${PATH#*:}; exec " + tool + " \"$@\"");
    }
    program(
        "dotnet",
        "[ \"$2\" != list ] || printf 'Registered Sources:\\n  1.  nuget.org [Enabled]\\n"
            + "      https://api.nuget.org/v3/index.json\\n'");
  }

  @AfterEach
  void stop() {
    proxy.close();
    aws.close();
  }

  private void program(String name, String line) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(
        file, "#!/bin/bash\necho \"%s $*\" >> %s\n%s\n".formatted(name, recorded, line));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path home(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = home.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return home;
  }

  private Ran sh(Path home, String script) throws Exception {
    var builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
    builder.directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "(?i)(AWS|PIP|npm_config|XDG|MAVEN|REQUESTS|CURL|SSL|no_proxy|https_proxy).*"));
    environment.putAll(
        Map.of(
            "HOME",
            home.toString(),
            "PATH",
            bin + ":" + RealParts.path(folder),
            "AWS_ACCESS_KEY_ID",
            Observation.KEY,
            "AWS_SECRET_ACCESS_KEY",
            Observation.SECRET,
            "AWS_REGION",
            "eu-central-1",
            "AWS_DEFAULT_REGION",
            "eu-central-1",
            "AWS_ENDPOINT_URL_STS",
            aws.url().toString(),
            "AWS_ENDPOINT_URL_CODEARTIFACT",
            aws.url().toString()));
    environment.putAll(
        Map.of(
            "HTTPS_PROXY",
            proxy.url().toString(),
            "NO_PROXY",
            "localhost",
            "npm_config_cafile",
            aws.authority().bundle().toString(),
            "npm_config_update_notifier",
            "false",
            "PIP_CERT",
            aws.authority().bundle().toString(),
            "PIP_DISABLE_PIP_VERSION_CHECK",
            "1"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private String output(Path home, String script) throws Exception {
    Ran ran = sh(home, script);
    assertEquals(0, ran.exit(), ran.output());
    return ran.output();
  }

  private String issued() {
    List<String> tokens = aws.secrets().stream().filter(s -> s.startsWith("eyJ2ZXIiO")).toList();
    return tokens.get(tokens.size() - 1);
  }

  /** Logs in, and returns the token. */
  private String login(Path home, String program, String tool) throws Exception {
    String output = output(home, program + LOGIN + tool);
    assertFalse(output.contains(issued()), output);
    return issued();
  }

  /** What the tool itself reads. */
  private String settings(String tool, Path home, String token) throws Exception {
    String settings =
        switch (tool) {
          case "npm" -> {
            var entries = new TreeMap<String, String>();
            Files.readString(home.resolve(".npmrc"))
                .lines()
                .map(line -> line.split("\\s*=\\s*", 2))
                // npm up to version 8 lets the AWS CLI set it, though it does not read it.
                .filter(entry -> !entry[0].endsWith(":always-auth"))
                .forEach(entry -> entries.put(entry[0], entry[1]));
            yield output(home, "npm config get registry") + entries;
          }
          case "pip" -> output(home, "pip config list");
          default ->
              output(
                  home,
                  "python3 -c 'import configparser as c; p = c.RawConfigParser();"
                      + " p.read(\".pypirc\"); print({s: dict(p[s]) for s in p.sections()})'");
        };
    assertTrue(settings.contains(token), settings);
    return settings.replace(token, "TOKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"npm", "pip", "twine"})
  void theToolReadsWhatTheAwsCliWrites(String tool) throws Exception {
    List.of("aws", "npm", "pip", "python3").forEach(RealParts::require);
    Path theirs = home("theirs");
    Path ours = home("ours");
    String first = login(theirs, "aws codeartifact login", tool);
    if (tool.equals("npm")) {
      assertTrue(Files.readString(recorded).contains(first), "the recorder records");
    }
    String before = Files.readString(recorded);
    String second = login(ours, "rolecall codeartifact-login", tool);
    assertEquals(before, Files.readString(recorded), "no program is started");
    assertEquals(settings(tool, theirs, first), settings(tool, ours, second));
    assertFalse(Files.readString(recorded).contains(second), "no argument has the token");
  }

  /** A stand-in for dotnet: the AWS CLI tells it everything in its arguments. */
  @Test
  void theSourceOfNuGetIsThatOfTheAwsCli() throws Exception {
    RealParts.require("aws");
    Path home = home("home");
    String token = login(home, "aws codeartifact login", "dotnet");
    String url = "https://" + HOST + "/nuget/shared/v3/index.json";
    assertTrue(
        Files.readString(recorded)
            .contains(
                "dotnet nuget add source %s --name acme/shared --username aws --password %s"
                    .formatted(url, token)));
    String ours = login(home, "rolecall codeartifact-login", "dotnet");
    String config = Files.readString(home.resolve(".nuget/NuGet/NuGet.Config"));
    for (String part :
        List.of(
            "<add key=\"acme/shared\" value=\"" + url + "\" />",
            "<add key=\"Username\" value=\"aws\" />",
            "<add key=\"ClearTextPassword\" value=\"" + ours + "\" />")) {
      assertTrue(config.contains(part), config);
    }
    assertFalse(Files.readString(recorded).contains(ours), "no argument has the token");
  }

  private void publish(String path, byte[] content) {
    aws.mavenRepositories().add(DOMAIN, "shared/" + path, content);
  }

  private void publish(String path, String content) {
    publish(path, content.getBytes(UTF_8));
  }

  @Test
  void npmInstallsWithTheLogin() throws Exception {
    RealParts.require("npm");
    Path home = Files.createDirectory(folder.resolve("home"));
    output(
        home,
        "mkdir package && echo '{\"name\": \"left\", \"version\": \"1.0.0\"}' > package/package.json"
            + " && tar -czf left.tgz package && mkdir app && echo '{}' > app/package.json");
    String tarball = "https://" + HOST + "/npm/shared/left/-/left-1.0.0.tgz";
    publish("left/-/left-1.0.0.tgz", Files.readAllBytes(home.resolve("left.tgz")));
    publish(
        "left",
        ("{\"name\": \"left\", \"dist-tags\": {\"latest\": \"1.0.0\"}, \"versions\": {\"1.0.0\":"
                + " {\"name\": \"left\", \"version\": \"1.0.0\", \"dist\": {\"tarball\": \"%s\"}}}}")
            .formatted(tarball));
    String install = "cd app && npm install --no-audit --no-fund left";
    Files.writeString(home.resolve(".npmrc"), "registry=https://" + HOST + "/npm/shared/\n");
    assertNotEquals(0, sh(home, install).exit(), "the simulator demands a token");
    login(home, "rolecall codeartifact-login", "npm");
    output(home, install);
    assertTrue(Files.exists(home.resolve("app/node_modules/left/package.json")));
  }

  @Test
  void pipDownloadsWithTheLogin() throws Exception {
    RealParts.require("pip");
    Path home = Files.createDirectory(folder.resolve("home"));
    String wheel = "left-1.0-py3-none-any.whl";
    publish(wheel, wheel());
    publish("simple/left/", "<a href=\"../../" + wheel + "\">" + wheel + "</a>");
    // Python up to 3.11 asks proxies without a Host, which the strict one refuses.
    Files.writeString(
        home.resolve("sitecustomize.py"),
        """
        import socket
        real = socket.getaddrinfo
        socket.getaddrinfo = lambda host, port, *more, **named: real(
            "127.0.0.1", %d, *more, **named) if host == "%s" else real(host, port, *more, **named)
        """
            .formatted(aws.url().getPort(), HOST));
    String download =
        "env -u HTTPS_PROXY PYTHONPATH=\"$HOME\" pip download --no-input --no-deps --dest out left";
    assertNotEquals(
        0,
        sh(home, download + " --index-url https://" + HOST + "/pypi/shared/simple/").exit(),
        "the simulator demands a token");
    String token = login(home, "rolecall codeartifact-login", "pip");
    assertFalse(output(home, download).contains(token), "pip hides the token itself");
    assertTrue(Files.exists(home.resolve("out").resolve(wheel)));
  }

  private static byte[] wheel() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file :
          Map.of(
                  "METADATA", "Metadata-Version: 2.1\nName: left\nVersion: 1.0\n",
                  "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                  "RECORD", "")
              .entrySet()) {
        zip.putNextEntry(new ZipEntry("left-1.0.dist-info/" + file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void mavenFindsAPrivateParentWithTheLogin() throws Exception {
    RealParts.require("mvn");
    Path home = Files.createDirectory(folder.resolve("home"));
    publish("com/acme/parent/1/parent-1.pom", pom("parent", ""));
    String url = "https://%s:%d/maven/shared/".formatted(HOST, aws.url().getPort());
    Files.writeString(
        home.resolve("pom.xml"),
        pom(
            "app",
            "<parent><groupId>com.acme</groupId><artifactId>parent</artifactId>"
                + "<version>1</version><relativePath/></parent><repositories><repository>"
                + "<id>acme-shared</id><url>"
                + url
                + "</url></repository></repositories>"));
    Path hosts =
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 " + HOST + "\n");
    String build =
        "export JAVA_HOME=%s; export MAVEN_OPTS='-Duser.home=%s -Djdk.net.hosts.file=%s %s';"
                .formatted(System.getProperty("java.home"), home, hosts, RealParts.trustStore())
            + " mvn -B -ntp -Dmaven.repo.local=repository validate";
    Ran refused = sh(home, build);
    assertNotEquals(0, refused.exit(), refused.output());
    assertTrue(refused.output().contains("401"), refused.output());
    String token = login(home, "rolecall codeartifact-login", "maven");
    assertFalse(output(home, "rm -r repository; " + build).contains(token));
  }

  private static String pom(String artifact, String more) {
    return "<project><modelVersion>4.0.0</modelVersion>"
        + more
        + "<groupId>com.acme</groupId><artifactId>"
        + artifact
        + "</artifactId><version>1</version><packaging>pom</packaging></project>";
  }
}
