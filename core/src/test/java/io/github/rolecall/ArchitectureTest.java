package io.github.rolecall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of docs and design that the compiler cannot hold. */
class ArchitectureTest extends ArchitectureRules {

  /** Each package beside those that it may use, all of which stand before it: no cycles. */
  private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

  static {
    arrow("");
    arrow("json");
    arrow("text");
    arrow("option");
    arrow("model", "json");
    arrow("policy", "json", "model");
    arrow("policy.generate", "json", "model", "policy");
    arrow("policy.explain", "json", "model", "policy", "policy.generate");
    arrow("problem", "model", "option", "policy.explain", "text");
    arrow("session", "model", "problem");
    arrow("console", "option", "problem", "text");
    arrow("network", "console", "model", "problem");
    arrow("http", "model", "network", "problem");
    arrow("host", "console", "http", "model", "problem", "text");
    arrow("awsfile", "host", "problem", "text");
    // Planning reads a record of it, and asks nobody.
    arrow("plan", "host", "model", "network", "problem", "session");
    arrow("input", "host", "option", "plan", "problem");
    // Front ends ask for it where there is a file; nothing else in core may load it.
    arrow("config", "host", "input", "json", "option", "plan", "problem", "text");
    arrow("export.file", "problem", "text");
    arrow(
        "export",
        "awsfile",
        "console",
        "export.file",
        "host",
        "json",
        "model",
        "plan",
        "problem",
        "session");
    arrow(
        "ci",
        "console",
        "export",
        "export.file",
        "host",
        "http",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "problem",
        "session",
        "text");
    arrow("aws.sts", "http", "model", "network", "problem", "session", "text");
    arrow(
        "aws.credentials",
        "aws.sts",
        "awsfile",
        "console",
        "host",
        "http",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "problem",
        "session",
        "text");
    arrow(
        "aws.iam",
        "aws.credentials",
        "aws.sts",
        "host",
        "http",
        "model",
        "network",
        "problem",
        "session");
    // Neither http nor aws.sts: a plan is made without asking anybody.
    arrow(
        "assume.plan",
        "aws.credentials",
        "ci",
        "host",
        "input",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "problem",
        "session");
    arrow(
        "assume.run",
        "assume.plan",
        "aws.credentials",
        "aws.sts",
        "ci",
        "console",
        "export",
        "host",
        "http",
        "input",
        "model",
        "network",
        "plan",
        "policy",
        "policy.explain",
        "problem",
        "session");
    arrow(
        "assume.explain",
        "assume.plan",
        "assume.run",
        "aws.iam",
        "aws.sts",
        "ci",
        "console",
        "host",
        "http",
        "input",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "policy",
        "policy.explain",
        "policy.generate",
        "problem",
        "session",
        "text");
  }

  private static void arrow(String name, String... uses) {
    ARROWS.put(full(name), Stream.of(uses).map(ArchitectureTest::full).toList());
  }

  /** Each package beside those that it may use. */
  static Map<String, List<String>> arrows() {
    return Collections.unmodifiableMap(ARROWS);
  }

  private static String full(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  @Override
  protected Class<?> oneOfTheModule() {
    return Assume.class;
  }

  private static Set<String> packages() {
    return ARROWS.keySet();
  }

  @Test
  void everyPackageHasItsArrows() {
    Set<String> unknown = CLASSES.stream().map(JavaClass::getPackageName).collect(toSet());
    unknown.removeAll(packages());
    assertEquals(Set.of(), unknown, "packages without arrows");
  }

  @Test
  void arrowsLeadOnlyBackSoThereAreNoCycles() {
    var before = new ArrayList<String>();
    ARROWS.forEach(
        (name, uses) -> {
          assertTrue(before.containsAll(uses), name);
          before.add(name);
        });
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packagesUseOnlyWhatTheirArrowsSay(String name) {
    var forbidden = new ArrayList<>(packages());
    forbidden.remove(name);
    forbidden.removeAll(ARROWS.get(name));
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** The tests of this module do all that is forbidden, so the rules can be seen to fail. */
  @Test
  void theRulesOfEveryModuleSeeWhatTheyForbid() {
    // References to constructors, which are as good as calls.
    BiFunction<SessionCredentials, CallerIdentity, Session> session = Session::new;
    BiFunction<SessionCredentials, String, UnverifiedCredentials> unverified =
        UnverifiedCredentials::new;
    assertTrue(session != null && unverified != null, "there are such constructors");
    JavaClasses tests = new ClassFileImporter().importPath(Path.of("target", "test-classes"));
    for (ArchRule rule :
        List.of(
            onlyAssumeMakesAVerifiedSession(),
            onlyProofMakesASessionOfSts(),
            onlyAssumeMakesUnverifiedCredentials(),
            unverifiedCredentialsAreOnlyPrinted())) {
      assertThrows(AssertionError.class, () -> rule.check(tests), rule.getDescription());
    }
  }

  @Test
  void onlyThePackageOfFilesKnowsYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".config")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CLASSES);
  }

  /** What comes from outside is looked at first; what STS issues comes through one place. */
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
