package io.github.rolecall.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.text.Secrets;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the address of the IAM Identity Center portal with botocore's rules for the service. */
class SsoPortalTest {
  private static final String START = "https://x.awsapps.com/start";

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, false, false, portal.sso.eu-west-1.amazonaws.com",
    "eu-west-1, true, false, portal.sso-fips.eu-west-1.amazonaws.com",
    "eu-west-1, false, true, portal.sso.eu-west-1.api.aws",
    "eu-west-1, true, true, portal.sso-fips.eu-west-1.api.aws",
    "us-gov-west-1, false, false, portal.sso.us-gov-west-1.amazonaws.com",
    "us-gov-west-1, true, false, portal.sso.us-gov-west-1.amazonaws.com",
    "us-gov-east-1, true, false, portal.sso.us-gov-east-1.amazonaws.com",
    "us-gov-east-1, false, true, portal.sso.us-gov-east-1.api.aws",
    "us-gov-east-1, true, true, portal.sso-fips.us-gov-east-1.api.aws",
    "cn-north-1, true, false, portal.sso-fips.cn-north-1.amazonaws.com.cn",
    "cn-north-1, true, true, portal.sso-fips.cn-north-1.api.amazonwebservices.com.cn",
    "us-iso-east-1, true, true, portal.sso-fips.us-iso-east-1.api.aws.ic.gov",
    "eusc-de-east-1, false, true, portal.sso.eusc-de-east-1.api.amazonwebservices.eu",
    "mars-north-1, true, true, portal.sso-fips.mars-north-1.api.aws"
  })
  void isAsked(String region, boolean fips, boolean dualStack, String expected) throws Exception {
    Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
    Files.writeString(
        home.resolve(".aws/config"),
        "[profile sso]\nsso_start_url=%s\nsso_region=%s\nsso_account_id=111122223333\nsso_role_name=R\n"
            .formatted(START, region));
    byte[] name = MessageDigest.getInstance("SHA-1").digest(START.getBytes(UTF_8));
    Files.writeString(
        cache.resolve(HexFormat.of().formatHex(name) + ".json"),
        "{\"accessToken\": \"t\", \"expiresAt\": \"2099-01-01T00:00:00Z\", \"region\": \"%s\"}"
            .formatted(region));
    var asked = new ArrayList<String>();
    Http http = new Portal(asked);
    Host real = TestHost.at(home, Map.of());
    var host =
        new Host(
            real.environment(),
            real.home(),
            real.workDirectory(),
            real.time(),
            http,
            real.log(),
            real.terminal(),
            real.unreadable());
    Network direct = Networks.direct();
    var network =
        new Network(
            direct.stsEndpoint(),
            direct.proxies(),
            direct.trusted(),
            fips,
            dualStack,
            direct.userAgent());
    try (var sts = new Sts("us-east-1", network, http)) {
      new AmbientCredentials(host, new RecordingConsole(), network, Networks.ONCE, sts, "s")
          .ofProfile("sso");
    }
    assertEquals(List.of(expected), asked);
  }

  /** A portal that returns credentials for every request. */
  private record Portal(List<String> asked) implements Http {
    @Override
    public Answer ask(Request request) {
      asked.add(request.address().getHost());
      return new Answer(
          200,
          "application/json",
          "{\"roleCredentials\": {\"accessKeyId\": \"A\", \"secretAccessKey\": \"s\","
              + " \"sessionToken\": \"t\", \"expiration\": 4102444800000}}");
    }

    @Override
    public Secrets secrets() {
      return new Secrets();
    }

    @Override
    public ServerClock clock() {
      return new ServerClock(Clock.systemUTC());
    }

    @Override
    public Http on(Clock machine) {
      return this;
    }

    @Override
    public HttpLine line(URI address, Network network) {
      return Networks.http().line(address, network);
    }
  }
}
