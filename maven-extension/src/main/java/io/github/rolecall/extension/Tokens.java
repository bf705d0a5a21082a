package io.github.rolecall.extension;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.aether.RepositorySystemSession;
import org.jspecify.annotations.Nullable;

/**
 * The tokens for domains of CodeArtifact. The core requests and caches them. It is loaded for the
 * first token.
 */
final class Tokens {
  private static final String CORE = "io.github.rolecall.codeartifact.BuildTokens";
  private static final int OLDEST_JAVA = 17;
  private static final String PREFIX = "credentials.";

  private @Nullable Function<Map<String, String>, Map<String, String>> core;

  /** A token, or the reason why it is missing. */
  static final class Answer {
    private final Map<String, String> parts;

    private Answer(Map<String, String> parts) {
      this.parts = parts;
    }

    /** Returns the token, or null. */
    @Nullable String token() {
      return parts.get("token");
    }

    /** Returns the ARN of the identity that requested the token. */
    String identity() {
      return parts.getOrDefault("identity", "");
    }

    String problem() {
      return parts.getOrDefault("problem", "Rolecall returned no token");
    }
  }

  private final SettingsProxy proxy;

  Tokens(SettingsProxy proxy) {
    this.proxy = proxy;
  }

  /** Returns why the repository may have refused a token of this identity. */
  synchronized String refused(
      CodeArtifactAddress address, String identity, String status, boolean publishing) {
    Map<String, String> question = question(address);
    question.put("repository", address.repository());
    question.put("identity", identity);
    question.put("refused", status);
    question.put("publishing", String.valueOf(publishing));
    return ask(question).problem();
  }

  /** Returns a valid token for the domain. */
  synchronized Answer token(CodeArtifactAddress address, RepositorySystemSession session) {
    if (java() < OLDEST_JAVA) {
      return failed(
          "rolecall-maven-extension needs Java 17 or newer to request a token of AWS CodeArtifact,"
              + " and Maven runs on Java "
              + java()
              + ". Set JAVA_HOME to a newer JDK, or write a <server> with a token of `rolecall"
              + " codeartifact-token` into settings.xml.");
    }
    Map<String, String> question = question(address);
    add(session.getSystemProperties(), question);
    add(session.getUserProperties(), question);
    proxy.add(address, session, question);
    return ask(question);
  }

  private static Map<String, String> question(CodeArtifactAddress address) {
    Map<String, String> question = new HashMap<>();
    question.put("domain", address.domain());
    question.put("owner", address.owner());
    question.put("region", address.region());
    return question;
  }

  private Answer ask(Map<String, String> question) {
    try {
      return new Answer(core().apply(question));
    } catch (ReflectiveOperationException | LinkageError e) {
      return failed("rolecall-maven-extension could not load its classes: " + e);
    }
  }

  private static void add(Map<String, String> properties, Map<String, String> question) {
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            question.put(name, value);
          }
        });
  }

  private static Answer failed(String problem) {
    Map<String, String> parts = new HashMap<>();
    parts.put("problem", problem);
    return new Answer(parts);
  }

  private static int java() {
    String version = System.getProperty("java.specification.version", "1.8");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  @SuppressWarnings("unchecked")
  private Function<Map<String, String>, Map<String, String>> core()
      throws ReflectiveOperationException {
    if (core == null) {
      ClassLoader loader = new CoreClassLoader(Tokens.class.getClassLoader());
      core =
          (Function<Map<String, String>, Map<String, String>>)
              loader.loadClass(CORE).getDeclaredConstructor().newInstance();
    }
    return core;
  }
}
