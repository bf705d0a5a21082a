package io.github.rolecall.aws.sts;

import io.github.rolecall.aws.iam.Iam;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.network.UserAgent;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program that makes every kind of signed call, and prints the system properties that were read
 * during the calls. Its first argument is the address of AWS, the second a file with its
 * certificate.
 */
final class SignedCalls {
  private SignedCalls() {}

  public static void main(String[] arguments) {
    URI aws = URI.create(arguments[0]);
    var watched = new Watched(System.getProperties());
    System.setProperties(watched);
    // The user's endpoint takes precedence over FIPS and dual-stack settings.
    Network network =
        new Network(
            Optional.of(aws),
            Proxies.none(),
            Optional.of(Path.of(arguments[1])),
            true,
            true,
            UserAgent.PLAIN);
    try (var sts = new Sts("us-east-1", network, Http.ofJvm(Clock.systemUTC()))) {
      sts.prepareToSign();
      System.out.println(sts.identified(Questions.USER).identity().arn());
      System.out.println(
          sts.assumeRole(Questions.CHAINED, Questions.session(900), Questions.USER)
              .identity()
              .arn());
    }
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Path nowhere = Path.of("/nowhere");
    Host host = Host.of(Map.of("AWS_ENDPOINT_URL_IAM", aws.toString()), nowhere, nowhere, silent);
    String policy =
        new Iam(host, new RecordingConsole(), network, "us-east-1")
            .trustPolicy(Questions.DEPLOY, "admin", () -> Questions.USER);
    System.out.println(policy.contains("sts:AssumeRoleWithWebIdentity") ? "policy" : policy);
    watched.asked.forEach(name -> System.out.println("asked for " + name));
  }

  /** Properties that record which keys are read. */
  private static final class Watched extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> asked = Collections.synchronizedSet(new TreeSet<>());

    private Watched(Properties real) {
      putAll(real);
    }

    @Override
    public String getProperty(String name) {
      asked.add(name);
      return super.getProperty(name);
    }

    @Override
    public String getProperty(String name, String otherwise) {
      asked.add(name);
      return super.getProperty(name, otherwise);
    }
  }
}
