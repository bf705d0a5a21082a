package io.github.rolecall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.aws.sts.Session;
import io.github.rolecall.host.Environment;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Time;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.UnverifiedCredentials;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The architecture rules of all modules and of the core, which the compiler cannot check. */
class ArchitectureTest extends ArchitectureRules {

  /** An example of what the rules forbid in a public class. */
  public static final class Leak {
    public List<JsonNode> nodes() {
      return List.of();
    }
  }

  /** Returns each package of the library with the packages that it may use. */
  static Map<String, List<String>> arrows() {
    var arrows = new LinkedHashMap<String, List<String>>();
    for (String module : List.of("policy", "core")) {
      Arrows.packages(module).forEach(name -> arrows.put(name, Arrows.uses(name)));
    }
    return arrows;
  }

  @Override
  protected Class<?> oneOfTheModule() {
    return Assume.class;
  }

  @Override
  protected String module() {
    return "core";
  }

  /** The tests of this module break every rule, which proves that the rules detect it. */
  @Test
  void theRulesOfEveryModuleSeeWhatTheyForbid() {
    // The rules treat references to constructors like calls.
    BiFunction<SessionCredentials, CallerIdentity, Session> session = Session::new;
    BiFunction<SessionCredentials, String, UnverifiedCredentials> unverified =
        UnverifiedCredentials::new;
    assertTrue(session != null && unverified != null, "there are such constructors");
    assertTrue(new Leak().nodes().isEmpty(), "a public method with a type of a library");
    JavaClasses tests = new ClassFileImporter().importPath(Path.of("target", "test-classes"));
    for (ArchRule rule :
        List.of(
            onlyAssumeMakesAVerifiedSession(),
            onlyProofMakesASessionOfSts(),
            onlyAssumeMakesUnverifiedCredentials(),
            unverifiedCredentialsAreOnlyPrinted(),
            noLibraryInAPublicSignature(),
            onlyOnePackageKnows("tools.jackson..", ".jackson"),
            arrowsOf(ROOT))) {
      assertThrows(AssertionError.class, () -> rule.check(tests), rule.getDescription());
    }
  }

  /** SessionCredentials checks values from outside, and Proof checks those that STS issues. */
  @Test
  void onlyTheEdgeMakesCredentials() {
    noClasses()
        .that(not(are(belongToAnyOf(SessionCredentials.class))))
        .and(not(are(describe("Proof", c -> c.getSimpleName().equals("Proof")))))
        .should()
        .callConstructorWhere(call("new SessionCredentials", SessionCredentials.class, "<init>"))
        .check(CLASSES);
  }

  @Test
  void onlyHostLooksAtTheOutsideWorld() {
    noClasses()
        .that(not(belongToAnyOf(Host.class, Environment.class, Time.class)))
        .should()
        .callMethodWhere(call("System.getenv", System.class, "getenv"))
        .orShould()
        .callMethodWhere(call("System.getProperty", System.class, "getProperty"))
        .orShould()
        .callMethodWhere(call("System.getProperties", System.class, "getProperties"))
        .orShould()
        .callMethodWhere(call("Boolean.getBoolean", Boolean.class, "getBoolean"))
        .orShould()
        .callMethodWhere(call("Integer.getInteger", Integer.class, "getInteger"))
        .orShould()
        .callMethodWhere(call("Thread.sleep", Thread.class, "sleep"))
        .orShould()
        .callMethodWhere(call("Instant.now", Instant.class, "now"))
        .orShould()
        .callMethodWhere(call("Clock.system", Clock.class, "systemUTC"))
        .orShould()
        .dependOnClassesThat(are(belongToAnyOf(ThreadLocalRandom.class)))
        .check(CLASSES);
  }

  @Test
  void nothingChangesTheWholeProcess() {
    noClasses()
        .should()
        .callMethodWhere(call("System.setProperty", System.class, "setProperty"))
        .orShould()
        .callMethodWhere(call("System.exit", System.class, "exit"))
        .orShould()
        .callMethodWhere(call("System.setOut", System.class, "setOut"))
        .check(CLASSES);
  }

  @Test
  void nothingPrintsPastTheConsole() {
    noClasses()
        .should()
        .accessFieldWhere(call("System.out", System.class, "out"))
        .orShould()
        .accessFieldWhere(call("System.err", System.class, "err"))
        .orShould()
        .callMethodWhere(call("printStackTrace", Throwable.class, "printStackTrace"))
        .check(CLASSES);
  }

  @Test
  void nothingIsReflective() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .orShould()
        .callMethodWhere(
            describe(
                "reflection by Class",
                access ->
                    access.getTargetOwner().isEquivalentTo(Class.class)
                        && access
                            .getName()
                            .matches("forName|get(Declared)?(Method|Field|Constructor)s?")))
        .check(CLASSES);
  }

  @Test
  void everyProblemIsARecordOfOneSealedFamily() {
    List<String> others =
        CLASSES.stream()
            .filter(type -> type.isAssignableTo(Problem.class))
            .filter(type -> !type.isInterface() && !type.isRecord())
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), others);
    assertTrue(Problem.class.isSealed());
    for (Class<?> family : Problem.class.getPermittedSubclasses()) {
      assertTrue(family.isSealed() && family.isInterface(), family.getName());
    }
  }
}
