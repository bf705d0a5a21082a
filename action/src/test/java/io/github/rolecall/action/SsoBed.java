package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** A home with a configured IAM Identity Center, a simulator of it, and a browser. */
final class SsoBed implements AutoCloseable {
  private static final String CONFIG =
      """
      [profile dev]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = Deploy
      region = eu-central-1
      [sso-session corp]
      sso_start_url = https://octo-corp.awsapps.com/start
      sso_region = eu-central-1
      sso_registration_scopes = sso:account:access
      [profile old]
      sso_start_url = https://octo-corp.awsapps.com/start
      sso_region = eu-central-1
      sso_account_id = 111122223333
      sso_role_name = View
      region = eu-central-1
      [profile plain]
      region = eu-central-1
      """;

  /** A browser that opens the page and follows redirections. */
  private static final String BROWSER =
      """
      #!/usr/bin/env python3
      import ssl, sys, urllib.request
      context = ssl.create_default_context(cafile="%s")
      print(urllib.request.urlopen(sys.argv[1], context=context).read().decode())
      """;

  final FakeAws aws = FakeAws.start();
  final Path home;
  final Map<String, String> environment = new HashMap<>();

  SsoBed(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
    environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    environment.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    try {
      Files.createDirectories(home.resolve(".aws"));
      Files.writeString(config(), CONFIG);
      environment.putAll(browser(home, aws));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a browser program to the folder, and returns variables that select it. */
  static Map<String, String> browser(Path folder, FakeAws aws) throws IOException {
    Path browser =
        Files.writeString(folder.resolve("browser"), BROWSER.formatted(aws.authority().bundle()));
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    // pyenv looks for itself in the home when it starts Python, and the home is another one here.
    String pyenv = System.getenv("HOME") + "/.pyenv";
    return Map.of(
        "BROWSER", browser.toString(), "PYENV_ROOT", pyenv, "PATH", System.getenv("PATH"));
  }

  Path config() {
    return home.resolve(".aws/config");
  }

  Path cache() {
    return home.resolve(".aws/sso/cache");
  }

  /**
   * The result of a run.
   *
   * @param err the messages besides the result
   */
  record Ran(int exit, String out, String err) {}

  Ran run(String... arguments) {
    return run(new ByteArrayOutputStream(), arguments);
  }

  /** Runs with a standard error that a test can read during the run. */
  Ran run(ByteArrayOutputStream err, String... arguments) {
    var out = new ByteArrayOutputStream();
    Host host = TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8));
    int exit = Main.run(arguments, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Override
  public void close() {
    aws.close();
  }
}
