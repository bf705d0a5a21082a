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

  /** It opens the page, and follows where that leads. */
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

  /** Puts a browser into the folder, and says so to who looks for one. */
  static Map<String, String> browser(Path folder, FakeAws aws) throws IOException {
    Path browser =
        Files.writeString(folder.resolve("browser"), BROWSER.formatted(aws.authority().bundle()));
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    // Where pyenv starts Python, it looks for itself in the home, which is another one here.
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
   * A run.
   *
   * @param err what the command says beside its result
   */
  record Ran(int exit, String out, String err) {}

  Ran run(String... arguments) {
    return run(new ByteArrayOutputStream(), arguments);
  }

  /** The same where a test looks at what is said while it runs. */
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
