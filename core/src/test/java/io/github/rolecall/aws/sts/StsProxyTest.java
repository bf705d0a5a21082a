package io.github.rolecall.aws.sts;

import static io.github.rolecall.aws.sts.Questions.byToken;
import static io.github.rolecall.aws.sts.Questions.session;
import static io.github.rolecall.aws.sts.Questions.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.http.Http;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests STS through proxies, and with the user's own certificates. */
class StsProxyTest {
  private static final String PASSWORD = "pr0xy:p@ss%";

  private static FakeAws start(boolean https) {
    return https ? FakeAws.start() : FakeAws.builder().plainHttp().start();
  }

  /** Returns a simulator with a certificate that this process does not trust. */
  private static FakeAws stranger() {
    return FakeAws.builder().authority(TestAuthority.another()).start();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stsIsReachedThroughAProxy(boolean https) {
    try (FakeAws aws = start(https);
        TestProxy proxy = TestProxy.start()) {
      Network network = Networks.through(Networks.at(aws.url()), proxy.url().toString());
      byToken(network, token(aws), session(900));
      assertEquals(1, proxy.requests().size(), proxy.requests().toString());
      assertTrue(
          proxy.requests().get(0).startsWith(https ? "CONNECT localhost:" : "POST http://"),
          proxy.requests().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theProxyGetsUserAndPassword(boolean https) {
    try (FakeAws aws = start(https);
        TestProxy proxy = TestProxy.requiring("user", PASSWORD)) {
      Network network =
          Networks.through(Networks.at(aws.url()), proxy.url("user", PASSWORD).toString());
      byToken(network, token(aws), session(900));
      assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProxyThatWantsAnotherPasswordIsNamed(boolean https) {
    try (FakeAws aws = start(https);
        TestProxy proxy = TestProxy.requiring("user", "another")) {
      Network network =
          Networks.through(Networks.at(aws.url()), proxy.url("user", PASSWORD).toString());
      IdentityToken token = token(aws);
      var thrown =
          assertThrows(CredentialsException.class, () -> byToken(network, token, session(900)));
      assertEquals("proxy-refused", thrown.problem().code());
      assertTrue(Thrown.fact(thrown.problem(), "reason").contains("407"), "reason");
      String text = Thrown.everythingIn(thrown) + thrown.problem().message(FrontEnd.COMMAND);
      assertFalse(text.contains(PASSWORD), text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 502})
  void aProxyThatDoesNotTunnelIsNamed(int status) {
    try (FakeAws aws = start(true);
        TestProxy proxy = TestProxy.refusing(status)) {
      Network network = Networks.through(Networks.at(aws.url()), proxy.url().toString());
      IdentityToken token = token(aws);
      var problem =
          Thrown.problem(
              NetworkProblem.ProxyRefused.class, () -> byToken(network, token, session(900)));
      assertTrue(problem.reason().contains(String.valueOf(status)), problem.reason());
    }
  }

  /**
   * Docker Compose allows such names. The signature covers the host name, so FakeAws checks it too.
   */
  @Test
  void aHostMayHaveAnUnderscoreInItsName() {
    try (FakeAws aws = start(false);
        TestProxy proxy = TestProxy.start()) {
      proxy.redirect(
          "local_stack",
          4566,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort()));
      Network network =
          Networks.through(
              Networks.at(URI.create("http://local_stack:4566")), proxy.url().toString());
      byToken(network, token(aws), session(900));
      try (var sts = new Sts("us-east-1", network, Http.ofJvm(Clock.systemUTC()))) {
        sts.identified(Questions.USER);
      }
      assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
      assertEquals(1, aws.calls("GetCallerIdentity").size());
    }
  }

  @Test
  void exceptionsGoPastTheProxy() {
    try (FakeAws aws = start(true);
        TestProxy proxy = TestProxy.start()) {
      Network network =
          Networks.through(Networks.at(aws.url()), proxy.url().toString(), aws.url().getHost());
      byToken(network, token(aws), session(900));
      assertEquals(List.of(), proxy.requests());
    }
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrusted() {
    try (FakeAws aws = stranger()) {
      IdentityToken token = token(aws);
      var problem =
          Thrown.problem(
              NetworkProblem.Untrusted.class,
              () -> byToken(Networks.at(aws.url()), token, session(900)));
      assertEquals("STS", problem.service());
      assertEquals(List.of(), aws.calls("AssumeRoleWithWebIdentity"));
    }
  }

  @Test
  void certificatesOfTheBundleAreTrusted() {
    try (FakeAws aws = stranger()) {
      Network network = Networks.trusting(Networks.at(aws.url()), aws.authority().bundle());
      byToken(network, token(aws), session(900));
      assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
    }
  }
}
