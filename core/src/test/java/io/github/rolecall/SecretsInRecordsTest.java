package io.github.rolecall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.http.Http;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ProxyServer;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.Samples;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that no record prints a secret, for example in a log or a stack trace. */
class SecretsInRecordsTest {

  /** Returns every record that contains a secret at any depth. */
  static Stream<Class<?>> recordsWithSecrets() {
    return new ClassFileImporter()
        .importPath(Path.of("target", "classes")).stream()
            .filter(JavaClass::isRecord)
            .<Class<?>>map(JavaClass::reflect)
            .filter(SecretsInRecordsTest::reachesSecret)
            // These records contain only functions.
            .filter(type -> !type.getSimpleName().matches("CiSystem|Cause"));
  }

  private static boolean reachesSecret(Type type) {
    return reachesSecret(type, new HashSet<>());
  }

  /** Checks each type once, because a type may contain itself, as a tree does. */
  private static boolean reachesSecret(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return false;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          || Arrays.stream(generic.getActualTypeArguments())
              .anyMatch(part -> reachesSecret(part, seen));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Host.class) {
      // Its other parts are not data. A test below checks the host for all types that contain it.
      return false;
    }
    if (plain.isSealed()) {
      return plain != Problem.class
          && Arrays.stream(plain.getPermittedSubclasses())
              .anyMatch(part -> reachesSecret(part, seen));
    }
    return plain == Secret.class
        || (plain.isRecord()
            && Arrays.stream(plain.getRecordComponents())
                .map(RecordComponent::getGenericType)
                .anyMatch(part -> reachesSecret(part, seen)));
  }

  @ParameterizedTest
  @MethodSource("recordsWithSecrets")
  void aRecordDoesNotPrintItsSecret(Class<?> type) {
    String text = String.valueOf(Samples.of(type, "sample"));
    assertFalse(text.contains(Samples.SECRET), text);
  }

  @Test
  void theRecordsThatMatterAreAmongThem() {
    List<Class<?>> found = recordsWithSecrets().toList();
    for (Class<?> type :
        List.of(
            SessionCredentials.class,
            IdentityToken.class,
            Assumed.class,
            Plan.class,
            Network.class,
            ProxyServer.class,
            Source.Keys.class,
            Http.Request.class)) {
      assertTrue(found.contains(type), type.getName());
    }
  }

  @Test
  void theHostDoesNotPrintItsEnvironment() {
    Host host = TestHost.of(Map.of("AWS_SECRET_ACCESS_KEY", Samples.SECRET));
    assertFalse(host.toString().contains(Samples.SECRET), host.toString());
  }

  @Test
  void anHttpAnswerDoesNotPrintItsBody() {
    var answer = new Http.Answer(200, "application/json", Samples.SECRET);
    assertFalse(answer.toString().contains(Samples.SECRET), answer.toString());
  }

  @Test
  void aSecretPrintsAsStarsAndEqualsByValue() {
    var secret = new Secret(Samples.SECRET);
    assertEquals("***", secret.toString());
    assertEquals(Samples.SECRET, secret.reveal());
    assertEquals(new Secret(Samples.SECRET), secret);
    assertEquals(new Secret(Samples.SECRET).hashCode(), secret.hashCode());
    assertNotEquals(new Secret("another"), secret);
    assertNotEquals((Object) Samples.SECRET, secret);
  }

  @Test
  void theRealHostIsMadeOfTheProcess() {
    Host host = Host.system(System.out);
    assertEquals(System.getenv("PATH"), host.variable("PATH").orElse(null));
    assertTrue(host.home().isAbsolute() && host.workDirectory().isAbsolute());
    assertEquals(Clock.systemUTC(), host.time().clock());
    double random = host.time().random().getAsDouble();
    assertTrue(random >= 0 && random < 1, String.valueOf(random));
  }

  @Test
  void homeOfTheEnvironmentGoesBeforeThatOfTheJvm() {
    Path given = Path.of("/jvm");
    assertEquals(
        Path.of("/env"), Host.of(Map.of("HOME", "/env"), given, Path.of("/"), System.out).home());
    assertEquals(given, Host.of(Map.of(), given, Path.of("/"), System.out).home());
  }
}
