package io.github.rolecall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The architecture rules of all modules. Each module has a test that extends this class, so that no
 * front end can do what the core must not do. The rules refer to classes by name, because this
 * module depends on none of them. They are ordinary tests on purpose: some versions of Surefire
 * silently ignore fields with the annotation of ArchUnit.
 */
public abstract class ArchitectureRules {
  protected static final String ROOT = "io.github.rolecall";
  private static final String ASSUME = ROOT + ".assume.run.RoleRun";
  private static final String UNVERIFIED = ROOT + ".session.UnverifiedCredentials";
  private static final String[] LIBRARIES = {
    "tools.jackson..", "com.fasterxml..", "org.snakeyaml..", "software.amazon.awssdk.."
  };

  /** The classes of the module, without its tests. */
  protected static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  /**
   * A class of the module. A test checks that it is in {@link #CLASSES}, because the rules would
   * pass without classes.
   */
  protected abstract Class<?> oneOfTheModule();

  @Test
  void theClassesAreReallyThere() {
    assertTrue(CLASSES.contain(oneOfTheModule()), "nothing to look at");
  }

  /** The name of the module in {@link Arrows}. */
  protected abstract String module();

  @Test
  void everyPackageBelongsToOneModuleAndHasItsArrows() {
    Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).collect(toSet());
    Arrows.packages(module()).forEach(found::remove);
    assertEquals(Set.of(), found, "packages without arrows in the module " + module());
  }

  @Test
  void arrowsLeadOnlyBackSoThereAreNoCycles() {
    var before = new ArrayList<String>();
    for (String name : Arrows.packages()) {
      assertTrue(before.containsAll(Arrows.uses(name)), name);
      before.add(name);
    }
  }

  @Test
  void packagesUseOnlyWhatTheirArrowsSay() {
    for (String name : Arrows.packages(module())) {
      arrowsOf(name).check(CLASSES);
    }
  }

  static ArchRule arrowsOf(String name) {
    var forbidden = new ArrayList<>(Arrows.packages());
    forbidden.remove(name);
    forbidden.removeAll(Arrows.uses(name));
    return noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .allowEmptyShould(true);
  }

  /** Callers of a public method must not need one of our libraries. */
  static ArchRule noLibraryInAPublicSignature() {
    return noCodeUnits()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(
            new ArchCondition<JavaCodeUnit>("name a type of Jackson, snakeyaml or the SDK") {
              @Override
              public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .filter(resideInAnyPackage(LIBRARIES))
                    .forEach(
                        type ->
                            events.add(
                                SimpleConditionEvent.satisfied(
                                    unit, unit.getFullName() + " names " + type.getName())));
              }
            })
        .allowEmptyShould(true);
  }

  @Test
  void librariesStandInNoPublicSignature() {
    noLibraryInAPublicSignature().check(CLASSES);
  }

  static ArchRule onlyOnePackageKnows(String library, String place) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + place)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }

  @Test
  void eachLibraryIsKnownToOnePackage() {
    onlyOnePackageKnows("software.amazon.awssdk..", ".aws..").check(CLASSES);
    onlyOnePackageKnows("tools.jackson..", ".jackson").check(CLASSES);
    onlyOnePackageKnows("org.snakeyaml..", ".config").check(CLASSES);
  }

  /**
   * Only one place creates the session that exporters accept, after it has verified the session and
   * checked the guards.
   */
  static ArchRule onlyAssumeMakesAVerifiedSession() {
    return onlyIn(ASSUME, ROOT + ".session.Assumed");
  }

  /** Only one place verifies sessions, for all roles of a chain and of a profile. */
  static ArchRule onlyProofMakesASessionOfSts() {
    return onlyIn(ROOT + ".aws.sts.Proof", ROOT + ".aws.sts.Session");
  }

  static ArchRule onlyAssumeMakesUnverifiedCredentials() {
    return onlyIn(ASSUME, UNVERIFIED);
  }

  /**
   * Forbids calls of the constructor, and references to it ({@code Assumed::new}), in other places.
   */
  private static ArchRule onlyIn(String place, String made) {
    return noClasses()
        .that(
            describe(
                "are not " + place,
                type -> !type.getName().equals(place) && !type.getName().startsWith(place + "$")))
        .should()
        .accessTargetWhere(
            describe(
                "new " + made,
                access ->
                    access.getTarget().getName().equals("<init>")
                        && access.getTargetOwner().isAssignableTo(made)))
        .allowEmptyShould(true);
  }

  /** Only the output formats of the AWS CLI may print unverified credentials. */
  static ArchRule unverifiedCredentialsAreOnlyPrinted() {
    Set<String> printers =
        Set.of(
            UNVERIFIED,
            ASSUME,
            ROOT + ".assume.run.Assume",
            ROOT + ".export.AwsCliFormat",
            ROOT + ".action.ExportCommand");
    return noClasses()
        .that(
            describe(
                "are no printers",
                type -> !printers.contains(type.getName().replaceFirst("\\$.*", ""))))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(UNVERIFIED)
        .allowEmptyShould(true);
  }

  @Test
  void whatExportersTakeIsMadeOnlyByAssume() {
    onlyAssumeMakesAVerifiedSession().check(CLASSES);
  }

  @Test
  void proofIsMadeInOnePlace() {
    onlyProofMakesASessionOfSts().check(CLASSES);
  }

  @Test
  void unverifiedCredentialsAreMadeOnlyByAssume() {
    onlyAssumeMakesUnverifiedCredentials().check(CLASSES);
  }

  @Test
  void unverifiedCredentialsGoOnlyToTheirPrinters() {
    unverifiedCredentialsAreOnlyPrinted().check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Utils?|Impl|Helpers?)(\\$.*)?")
        .check(CLASSES);
  }

  protected static DescribedPredicate<JavaAccess<?>> call(
      String description, Class<?> owner, String name) {
    return describe(
        description,
        access ->
            access.getTarget().getName().equals(name)
                && access.getTargetOwner().isAssignableTo(owner));
  }

  protected static DescribedPredicate<JavaClass> not(DescribedPredicate<? super JavaClass> other) {
    return DescribedPredicate.<JavaClass>not(other);
  }
}
