package io.github.rolecall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.aws.sts.Session;
import io.github.rolecall.export.AwsCliFormat;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.UnverifiedCredentials;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The rules that hold in every module: each has a test that extends this one, so that no front end
 * can do what the core may not. They are plain tests on purpose: fields with ArchUnit's annotation
 * are silently not run by some versions of surefire.
 */
public abstract class ArchitectureRules {
  protected static final String ROOT = "io.github.rolecall";

  /** All that is in the jar of the module, without its tests. */
  protected static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  /** A class of the module: without it, nothing would be looked at. */
  protected abstract Class<?> oneOfTheModule();

  @Test
  void theClassesAreReallyThere() {
    assertTrue(CLASSES.contain(oneOfTheModule()), "nothing to look at");
  }

  /** What exporters take is made in one place, after proof and guards. */
  static ArchRule onlyAssumeMakesAVerifiedSession() {
    return onlyIn(ROOT + ".assume.run.RoleRun", Assumed.class);
  }

  /** The proof is made in one place, for every role of a chain and of a profile. */
  static ArchRule onlyProofMakesASessionOfSts() {
    return onlyIn(ROOT + ".aws.sts.Proof", Session.class);
  }

  static ArchRule onlyAssumeMakesUnverifiedCredentials() {
    return onlyIn(ROOT + ".assume.run.RoleRun", UnverifiedCredentials.class);
  }

  /** Calls and references ({@code Assumed::new}) of the constructor elsewhere. */
  private static ArchRule onlyIn(String place, Class<?> made) {
    return noClasses()
        .that(
            describe(
                "are not " + place,
                type -> !type.getName().equals(place) && !type.getName().startsWith(place + "$")))
        .should()
        .accessTargetWhere(call("new " + made.getSimpleName(), made, "<init>"))
        .allowEmptyShould(true);
  }

  /** Credentials that nobody has verified can be printed by the forms of the AWS CLI alone. */
  static ArchRule unverifiedCredentialsAreOnlyPrinted() {
    return noClasses()
        .that(not(belongToAnyOf(UnverifiedCredentials.class, Assume.class, AwsCliFormat.class)))
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".assume.run.RoleRun")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".action.ExportCommand")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(UnverifiedCredentials.class)
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
  void onlyOnePackageKnowsTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".aws..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CLASSES);
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
