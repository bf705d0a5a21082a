package io.github.rolecall.assume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.Console;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.Host;
import io.github.rolecall.IdentityProblem;
import io.github.rolecall.IdentityToken;
import io.github.rolecall.Network;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.Source;
import io.github.rolecall.TokenProblem;
import io.github.rolecall.aws.AmbientCredentials;
import io.github.rolecall.aws.Sts;
import io.github.rolecall.ci.CiPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Gets from the planned source what it holds: a token, or credentials. */
final class Sources {
  private static final List<String> RENEW_GIVEN_TOKEN =
      List.of(
          "Assume the role earlier in the job: this token cannot be renewed within it.",
          "Compare the clock of this machine with the real time.");
  private static final List<String> RENEW_CI_TOKEN =
      List.of(
          "Compare the clock of this machine with the real time: the token was made just now, or"
              + " when the job began.",
          "Assume the role earlier in the job.");

  private final Host host;
  private final CiPlatform platform;
  private final Console console;

  Sources(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /** A token that AWS is not sure to refuse. */
  IdentityToken token(Source source, Network network) {
    List<String> renewal = source instanceof Source.CiToken ? RENEW_CI_TOKEN : RENEW_GIVEN_TOKEN;
    return unverifiedToken(source, network).check(host.clock().instant(), renewal);
  }

  /** Whatever token there is, also one that AWS is sure to refuse. */
  IdentityToken unverifiedToken(Source source, Network network) {
    if (source instanceof Source.CiToken ci) {
      IdentityToken token =
          network
              .retry()
              .run(
                  host, console, "the token request", () -> platform.token(ci.audience(), network));
      console.hold(token.value().reveal());
      return token;
    }
    if (source instanceof Source.GivenToken given) {
      console.hold(given.token().reveal());
      return IdentityToken.of(given.token().reveal());
    }
    if (source instanceof Source.TokenVariable variable) {
      String text =
          host.variable(variable.variable())
              .orElseThrow(
                  () ->
                      new CredentialsException(
                          new IdentityProblem.VariableMissing(
                              variable.input(), variable.variable())));
      return IdentityToken.of(text);
    }
    if (source instanceof Source.TokenCommand printed) {
      IdentityToken token = IdentityToken.of(printed.command().output(host).reveal());
      console.hold(token.value().reveal());
      if (token.value().reveal().matches("\\S+")) {
        return token.check(host.clock().instant(), RENEW_CI_TOKEN);
      }
      throw new CredentialsException(
          new IdentityProblem.CommandOutput(
              printed.input(), printed.command().words().get(0), "one token and nothing else"));
    }
    if (source instanceof Source.TokenFile file) {
      return read(file);
    }
    throw new IllegalArgumentException("no token comes from " + source.describe());
  }

  private static IdentityToken read(Source.TokenFile source) {
    refuseLink(source);
    try {
      IdentityToken token = IdentityToken.of(Files.readString(source.file(), UTF_8));
      if (token.value().reveal().isEmpty()) {
        throw unreadable(source, "it is empty");
      }
      return token;
    } catch (NoSuchFileException e) {
      throw unreadable(source, "it does not exist");
    } catch (IOException e) {
      throw unreadable(source, e.getClass().getSimpleName());
    }
  }

  /**
   * Through a link, a token could come from a place that somebody else chose. Only the links that
   * Kubernetes makes are followed: it exchanges projected tokens by them.
   */
  private static void refuseLink(Source.TokenFile source) {
    Path file = source.file().toAbsolutePath().normalize();
    for (Path place : List.of(file, Objects.requireNonNullElse(file.getParent(), file))) {
      if (Files.isSymbolicLink(place) && !madeByKubernetes(place)) {
        throw unreadable(source, place + " is a symbolic link");
      }
    }
  }

  private static boolean madeByKubernetes(Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith("..data");
    } catch (IOException e) {
      return false;
    }
  }

  private static CredentialsException unreadable(Source.TokenFile source, String reason) {
    return new CredentialsException(
        new TokenProblem.FileUnreadable(source.input(), source.file().toString(), reason));
  }

  SessionCredentials credentials(Source source, Network network, Sts sts) {
    if (source instanceof Source.Keys keys) {
      mask(keys.credentials());
      return keys.credentials();
    }
    if (source instanceof Source.EnvironmentKeys keys) {
      return keys.credentials();
    }
    if (source instanceof Source.Profile profile) {
      return ambient(network, sts).ofProfile(profile.name());
    }
    if (source instanceof Source.Ambient ambient) {
      return ambient(network, sts).ofDefaults(ambient);
    }
    throw new IllegalArgumentException("no credentials come from " + source.describe());
  }

  private AmbientCredentials ambient(Network network, Sts sts) {
    return new AmbientCredentials(host, console, network, sts, platform.sessionName());
  }

  /** Hides all that must not be seen of them, before anything else is said. */
  void mask(SessionCredentials credentials) {
    console.hold(credentials.accessKeyId());
    console.hold(credentials.secretAccessKey().reveal());
    credentials.sessionToken().map(Secret::reveal).ifPresent(console::hold);
  }
}
