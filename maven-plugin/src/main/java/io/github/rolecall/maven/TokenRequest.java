package io.github.rolecall.maven;

import io.github.rolecall.aws.codeartifact.CodeArtifactDomain;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which token of CodeArtifact is requested, and whether it is printed.
 *
 * @param name the name of the domain
 * @param owner its account; empty: that of the credentials
 * @param lifetime empty: 12 hours
 * @param format empty: it is not printed
 */
record TokenRequest(
    String name, Optional<String> owner, Optional<Duration> lifetime, Optional<String> format) {
  static final String FORMAT = "<format>";
  static final String JSON = "json";
  private static final List<String> FORMATS = List.of("text", JSON);

  /** Reads the parameters, of which Maven leaves out those that are blank. */
  static TokenRequest of(
      @Nullable String domain,
      @Nullable String owner,
      @Nullable String lifetime,
      @Nullable String format) {
    String name = stripped(domain).orElse("");
    if (!CodeArtifactDomain.isName(name)) {
      throw invalid("<domain>", name, CodeArtifactDomain.NAMES);
    }
    Optional<String> account = stripped(owner);
    if (!account.orElse("000000000000").matches("\\d{12}")) {
      throw invalid("<domainOwner>", account.orElse(""), "an account: 12 digits");
    }
    Optional<String> wanted = stripped(format);
    if (!FORMATS.contains(wanted.orElse(JSON))) {
      throw invalid(FORMAT, wanted.orElse(""), "one of " + String.join(", ", FORMATS));
    }
    return new TokenRequest(name, account, stripped(lifetime).map(TokenRequest::seconds), wanted);
  }

  private static Optional<String> stripped(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
  }

  private static Duration seconds(String text) {
    return CodeArtifactDomain.lifetime(text)
        .orElseThrow(() -> invalid("<tokenDurationSeconds>", text, CodeArtifactDomain.LIFETIMES));
  }

  private static CredentialsException invalid(String parameter, String value, String expected) {
    return new CredentialsException(new InputProblem.Invalid(parameter, value, expected));
  }

  /** Returns the domain in the Region of the session. */
  CodeArtifactDomain domain(Assumed signer) {
    return new CodeArtifactDomain(
        name, Optional.of(owner.orElse(signer.identity().account())), signer.region());
  }
}
